package io.nightjar.watchdog.task;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.retention}. What is not over is kept in any case. The digest compares with the thirty days before, and
 * an incident is acknowledged for at most seven days.
 *
 * @param expectedRuns How long expected runs, runs and the incidents on them are kept.
 * @param heartbeats How long the heartbeats of a run are kept. They never stay longer than the run.
 * @param notifications How long delivered messages are kept. An incident stays at least as long as its messages.
 */
@ConfigurationProperties("nightjar.retention")
public record RetentionProperties(
    @DefaultValue("400d") @DurationMin(days = 35, message = RetentionProperties.TOO_SHORT + "35d")
    Duration expectedRuns,

    @DefaultValue("90d") @DurationMin(days = 1, message = RetentionProperties.TOO_SHORT + "1d")
    Duration heartbeats,

    @DefaultValue("400d") @DurationMin(days = 7, message = RetentionProperties.TOO_SHORT + "7d")
    Duration notifications) {

  private static final String TOO_SHORT =
      "is shorter than the time for which Nightjar itself needs it; write at least ";
}
