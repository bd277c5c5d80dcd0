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

  // Two in a row that are missing are known to be so 30 s + 25 s after the first of them was due,
  // and
  // that was due at most 30 s after the last that came: with the watchdog's look every 5 s that is
  // 90 s,
  // inside the two minutes that are promised.
  private static final String SCHEDULE = "*/30 * * * * *";
  private static final Expectations PROMISE =
      new Expectations(Duration.ofSeconds(20), Duration.ofSeconds(25), Duration.ZERO, null, null);

  /** Nothing to do. Not a kind of work that can be configured. */
  private record Nothing() implements JobTarget {

    @Override
    public String kind() {
      return "canary";
    }
  }

  /** The job, empty when there is to be none. */
  public Optional<Job> job(ZoneId zone) {
    return enabled
        ? Optional.of(new Job(
            JobCatalogue.CANARY,
            "Nightjar's own: does nothing, to show that jobs are started",
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
