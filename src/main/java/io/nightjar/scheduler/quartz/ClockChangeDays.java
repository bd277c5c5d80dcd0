package io.nightjar.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The local days on which a zone changes its offset, and the days beside them. There the daylight-saving rule decides.
 * Pure.
 */
final class ClockChangeDays {

  private final ZoneId zone;
  private final Set<LocalDate> days = new HashSet<>();

  private ClockChangeDays(ZoneId zone) {
    this.zone = zone;
  }

  static ClockChangeDays within(ZoneId zone, Instant from, Instant to) {
    ClockChangeDays clockChanges = new ClockChangeDays(zone);
    Instant after = from.minus(Duration.ofDays(2));
    Instant before = to.plus(Duration.ofDays(2));
    ZoneOffsetTransition transition = zone.getRules().nextTransition(after);
    while (transition != null && transition.getInstant().isBefore(before)) {
      clockChanges.add(transition);
      transition = zone.getRules().nextTransition(transition.getInstant());
    }
    return clockChanges;
  }

  /** A transition may skip or repeat midnight, even a whole day. */
  private void add(ZoneOffsetTransition transition) {
    LocalDate one = transition.getDateTimeBefore().toLocalDate();
    LocalDate other = transition.getDateTimeAfter().toLocalDate();
    LocalDate first = one.isBefore(other) ? one : other;
    LocalDate last = one.isBefore(other) ? other : one;
    first.minusDays(1).datesUntil(last.plusDays(2)).forEach(days::add);
  }

  /** Wraps a step from one occurrence to the next so that it skips the occurrences of these days. */
  UnaryOperator<@Nullable Instant> skipping(UnaryOperator<@Nullable Instant> next) {
    return after -> {
      Instant found = after == null ? null : next.apply(after);
      while (found != null && days.contains(found.atZone(zone).toLocalDate())) {
        found = next.apply(end(found).minusNanos(1));
      }
      return found;
    };
  }

  private Instant end(Instant instant) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    while (days.contains(day)) {
      day = day.plusDays(1);
    }
    return day.atStartOfDay(zone).toInstant();
  }
}
