package io.nightjar.watchdog.task;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.retention}: for how long what is over is kept. What is open is kept in any case.
 *
 * @param expectedRuns expected runs and runs, and the incidents that were opened on them
 * @param heartbeats what a run said of itself while it ran; never longer than the run itself
 * @param notifications messages that were delivered; an incident is kept at least as long as its messages
 */
@ConfigurationProperties("nightjar.retention")
public record RetentionProperties(
    @DefaultValue("400d") Duration expectedRuns,
    @DefaultValue("90d") Duration heartbeats,
    @DefaultValue("400d") Duration notifications)
    implements Checked {

  /** The digest compares with the thirty days before. */
  private static final int EXPECTED_RUNS_DAYS = 35;

  private static final int HEARTBEATS_DAYS = 1;

  /** Nobody looks after an incident for longer without saying so again. */
  private static final int NOTIFICATIONS_DAYS = 7;

  @Override
  public void check(Problems problems) {
    atLeast(EXPECTED_RUNS_DAYS, "expected-runs", expectedRuns(), problems);
    atLeast(HEARTBEATS_DAYS, "heartbeats", heartbeats(), problems);
    atLeast(NOTIFICATIONS_DAYS, "notifications", notifications(), problems);
  }

  private static void atLeast(int days, String key, Duration value, Problems problems) {
    if (value.compareTo(Duration.ofDays(days)) < 0) {
      problems.problem(
          key,
          value.toString(),
          "is shorter than what Nightjar itself looks back on",
          "write at least " + days + "d");
    }
  }
}
