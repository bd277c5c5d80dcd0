package io.nightjar.job;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import io.nightjar.platform.text.DurationFormat;
import io.nightjar.schedule.InvalidScheduleException;
import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.digest}. The digest is a job of its own, so that its absence is noticed as that of any other.
 *
 * @param enabled Whether a digest of the night is sent each morning.
 * @param schedule When the digest is written, as a cron expression in nightjar.time-zone.
 * @param channel The channel of the digest. Not set: the one of all messages.
 * @param startWithin How long after its time the digest must be written.
 * @param finishWithin How long after its time its channel must have confirmed the digest.
 */
@ConfigurationProperties("nightjar.digest")
public record DigestProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("0 30 7 * * *") String schedule,
    @Nullable String channel,
    @DefaultValue("10m") Duration startWithin,
    @DefaultValue("20m") Duration finishWithin)
    implements Checked {

  @Override
  public void check(Problems problems) {
    try {
      Schedule.parse(schedule(), ZoneId.of("UTC"));
    } catch (InvalidScheduleException e) {
      problems.problem("schedule", String.valueOf(e.getMessage()), e.remedy());
    }
    if (startWithin().isNegative() || startWithin().isZero()) {
      problems.problem("start-within", "must be longer than zero", "write at least 1m");
    }
    if (finishWithin().compareTo(startWithin()) < 0) {
      problems.problem(
          "finish-within",
          "is shorter than start-within (" + DurationFormat.of(startWithin()) + ")",
          "make it at least as long");
    }
  }

  /** The digest's job, empty when it is turned off. */
  public Optional<Job> job(ZoneId zone) {
    return enabled
        ? Optional.of(new Job(
            JobCatalogue.DIGEST,
            "Nightjar's morning digest",
            Schedule.parse(schedule, zone),
            new Expectations(startWithin, finishWithin, Duration.ofMinutes(1), null, null),
            Duration.ZERO,
            OverlapPolicy.SKIP,
            Dependencies.NONE,
            new Contact(channel, null, null),
            null,
            null))
        : Optional.empty();
  }
}
