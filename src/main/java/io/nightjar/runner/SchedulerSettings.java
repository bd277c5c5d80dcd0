package io.nightjar.runner;

import io.nightjar.job.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys under {@code nightjar.scheduler}, but for {@code enabled}, which is the role of the process.
 *
 * @param threads how many runs are done at once
 * @param stopWithin the budget of a stop: what no other instance can follow is waited for, and ended in the last seconds of
 *     it; ECS kills after 30 s by default
 * @param rehearseWithin how long a rehearsal waits for one job
 */
public record SchedulerSettings(
    @DefaultValue("25") int threads,
    @DefaultValue("25s") Duration stopWithin,
    @DefaultValue("30s") Duration rehearseWithin) {

  static void check(SchedulerSettings settings, Problems problems) {
    if (settings.threads() < 1) {
      problems.problem(
          "threads",
          String.valueOf(settings.threads()),
          "leaves no thread for a job to run on",
          "write at least as many as jobs may run at once, as 25");
    }
    if (settings.rehearseWithin().isNegative() || settings.rehearseWithin().isZero()) {
      problems.problem(
          "rehearse-within",
          settings.rehearseWithin().toString(),
          "leaves no job the time to show that it can start",
          "write a duration such as 30s");
    }
  }
}
