package io.nightjar.job;

import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.canary}: a job that does nothing and takes the way of all others, so that its absence shows that none would be started.
 *
 * @param enabled Whether Nightjar fires a job of its own every 30 seconds that shows that jobs are started.
 */
@ConfigurationProperties("nightjar.canary")
public record CanaryProperties(@DefaultValue("true") boolean enabled) {

  // When two in a row are missing, that is known 85 s after the last one that came: 30 s to the
  // first, 30 s to the
  // second and its 25 s. With a check every 5 s that is 90 s, less than the two minutes that are
  // promised.
  private static final String SCHEDULE = "*/30 * * * * *";
  private static final Expectations PROMISE =
      new Expectations(Duration.ofSeconds(20), Duration.ofSeconds(25), Duration.ZERO, null, null);

  /** A target that does nothing, and that nobody can configure. */
  private record Nothing() implements JobTarget {

    @Override
    public String kind() {
      return "canary";
    }
  }

  /** The canary job, empty when it is turned off. */
  public Optional<Job> job(ZoneId zone) {
    return enabled
        ? Optional.of(new Job(
            JobCatalogue.CANARY,
            "Nightjar's own job: does nothing; its starts show that the scheduler works",
            Schedule.parse(SCHEDULE, zone),
            PROMISE,
            Duration.ZERO,
            OverlapPolicy.ALLOW,
            Dependencies.NONE,
            Contact.NONE,
            new Nothing(),
            null))
        : Optional.empty();
  }
}
