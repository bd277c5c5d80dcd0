package io.nightjar.instance;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys under {@code nightjar.scheduler}, but for {@code enabled}, which is the role of the process.
 *
 * @param threads how many commands and beans are run at once; a thread is made when it is needed
 * @param waitingRuns how many runs are followed at once that are done elsewhere, as over http: they need none of the threads
 * @param stopWithin the budget of a stop: what no other instance can follow is waited for, and ended in the last seconds of
 *     it; ECS kills after 30 s by default
 * @param rehearseWithin how long a rehearsal waits for one job
 */
@ConfigurationProperties("nightjar.scheduler")
public record SchedulerProperties(
    @DefaultValue("100") int threads,
    @DefaultValue("2000") int waitingRuns,
    @DefaultValue("25s") Duration stopWithin,
    @DefaultValue("30s") Duration rehearseWithin)
    implements Checked {

  @Override
  public void check(Problems problems) {
    if (threads() < 1) {
      problems.problem(
          "threads",
          "leaves no thread for a job to run on",
          "write at least as many as jobs may run at once, as 100");
    }
    if (waitingRuns() < 1) {
      problems.problem(
          "waiting-runs",
          "lets no run over http be followed",
          "write at least as many as services may work on at once, as 2000");
    }
    if (rehearseWithin().isNegative() || rehearseWithin().isZero()) {
      problems.problem(
          "rehearse-within",
          "leaves no job the time to show that it can start",
          "write a duration such as 30s");
    }
  }
}
