package io.nightjar.job;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import io.nightjar.platform.text.DurationFormat;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.defaults}: what is expected of a job that says nothing else.
 *
 * @param startWithin How long after its occurrence a job must have started.
 * @param finishWithin How long after its occurrence a job must have finished; of a manual run, after its start.
 * @param earlyBy How long before its occurrence a job that runs elsewhere may already report.
 */
@ConfigurationProperties("nightjar.defaults")
public record JobDefaults(
    @DefaultValue("10m") Duration startWithin,
    @DefaultValue("2h") Duration finishWithin,
    @DefaultValue("1m") Duration earlyBy)
    implements Checked {

  public static final JobDefaults BUILT_IN =
      new JobDefaults(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofMinutes(1));

  public boolean isSound() {
    return !startWithin.isZero() && startWithin.compareTo(finishWithin) <= 0;
  }

  @Override
  public void check(Problems problems) {
    if (startWithin().isZero()) {
      problems.problem("start-within", "0", "leaves no time to start", "write 10m, for example");
    }
    if (startWithin().compareTo(finishWithin()) > 0) {
      problems.problem(
          "start-within",
          "is longer than finish-within (" + DurationFormat.of(finishWithin()) + ")",
          "make start-within the shorter one: both count from the occurrence");
    }
  }
}
