package io.nightjar.incident.mute;

import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A window of the configuration: one that comes again, by schedule and duration, or a single one.
 *
 * @param jobs the jobs it is for, null: all
 * @param schedule when it begins each time, null for a single one
 * @param duration how long it lasts each time
 * @param from when a single one begins, null for one that comes again
 */
public record MuteWindow(
    @Nullable Set<String> jobs,
    @Nullable Schedule schedule,
    Duration duration,
    @Nullable Instant from,
    String reason,
    String author) {

  static MuteWindow of(MuteProperties.Window window, ZoneId defaultZone) {
    Set<String> jobs = window.jobs() == null ? null : Set.copyOf(window.jobs());
    String reason = Objects.requireNonNull(window.reason());
    if (window.schedule() == null) {
      Instant from = Objects.requireNonNull(window.from());
      Duration duration = Duration.between(from, Objects.requireNonNull(window.to()));
      return new MuteWindow(jobs, null, duration, from, reason, window.author());
    }
    ZoneId zone = window.timeZone() == null ? defaultZone : window.timeZone();
    Schedule schedule = Schedule.parse(window.schedule(), zone);
    Duration duration = Objects.requireNonNull(window.duration());
    return new MuteWindow(jobs, schedule, duration, null, reason, window.author());
  }

  /** The window that holds the instant. Windows do not overlap: it is the one that began last. */
  Optional<Mute> at(Instant instant) {
    return latest(instant).map(this::startingAt).filter(mute -> mute.holds(instant));
  }

  /** The window that holds the instant, else the next one; empty when the only one has passed. */
  public Optional<Mute> atOrAfter(Instant instant) {
    return at(instant).or(() -> next(instant).map(this::startingAt));
  }

  private Optional<Instant> latest(Instant instant) {
    return schedule != null
        ? schedule.latest(instant)
        : Optional.ofNullable(from).filter(start -> !start.isAfter(instant));
  }

  private Optional<Instant> next(Instant instant) {
    return schedule != null
        ? Optional.of(schedule.next(instant))
        : Optional.ofNullable(from).filter(start -> start.isAfter(instant));
  }

  private Mute startingAt(Instant start) {
    // Checked when the configuration was read.
    return new Mute(0, jobs, start, start.plus(duration), reason, author, start, null);
  }
}
