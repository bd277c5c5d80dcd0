package io.nightjar.platform.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats instants in a zone, and durations, as people read them. */
public final class LocalTimes {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.UK);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.UK);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
  private static final DateTimeFormatter TIME_WITH_SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK);

  private final ZoneId zone;

  public LocalTimes(ZoneId zone) {
    this.zone = zone;
  }

  /** "Thu 22 Jan 00:05 GMT". */
  public String full(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    return DAY_AND_TIME.format(local) + " " + ZONE.format(local);
  }

  /** "00:10", for an instant that stands beside a full one. */
  public String time(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    return (local.getSecond() == 0 ? TIME : TIME_WITH_SECONDS).format(local);
  }

  /** "2 d 3 h", "14 min", "4 s": the two largest units, zero ones left out. */
  public static String duration(Duration duration) {
    Duration length = duration.abs();
    if (length.toDays() > 0) {
      return pair(length.toDays(), "d", length.toHoursPart(), "h");
    }
    if (length.toHours() > 0) {
      return pair(length.toHours(), "h", length.toMinutesPart(), "min");
    }
    if (length.toMinutes() > 0) {
      return pair(
          length.toMinutes(), "min", length.toMinutes() < 10 ? length.toSecondsPart() : 0, "s");
    }
    return length.toSeconds() >= 10 || length.toMillisPart() == 0
        ? length.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
