package io.nightjar.schedule;

/** The times of day that a pattern matches, in seconds from midnight on the wall clock. */
record TimesOfDay(ValueSet hours, ValueSet minutes, ValueSet seconds) {

  static final int NONE = ValueSet.NONE;

  TimesOfDay {
    if (hours.isEmpty() || minutes.isEmpty() || seconds.isEmpty()) {
      throw new IllegalArgumentException("a time of day needs an hour, a minute and a second");
    }
  }

  int first() {
    return secondOfDay(hours.first(), minutes.first(), seconds.first());
  }

  int last() {
    return secondOfDay(hours.last(), minutes.last(), seconds.last());
  }

  int count() {
    return hours.size() * minutes.size() * seconds.size();
  }

  /** The first matching time after the given one, or {@link #NONE} on this day. */
  int after(int secondOfDay) {
    return atOrAfter(secondOfDay + 1);
  }

  /** The first matching time at or after the given one, or {@link #NONE} on this day. */
  int atOrAfter(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if (hours.contains(hour)) {
      int second = minutes.contains(minute) ? seconds.ceiling(secondOfDay % 60) : NONE;
      if (second != NONE) {
        return secondOfDay(hour, minute, second);
      }
      int laterMinute = minutes.ceiling(minute + 1);
      if (laterMinute != NONE) {
        return secondOfDay(hour, laterMinute, seconds.first());
      }
    }
    int laterHour = hours.ceiling(hour + 1);
    return laterHour == NONE ? NONE : secondOfDay(laterHour, minutes.first(), seconds.first());
  }

  /** The last matching time at or before the given one, or {@link #NONE} on this day. */
  int atOrBefore(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if (hours.contains(hour)) {
      int second = minutes.contains(minute) ? seconds.floor(secondOfDay % 60) : NONE;
      if (second != NONE) {
        return secondOfDay(hour, minute, second);
      }
      int earlierMinute = minutes.floor(minute - 1);
      if (earlierMinute != NONE) {
        return secondOfDay(hour, earlierMinute, seconds.last());
      }
    }
    int earlierHour = hours.floor(hour - 1);
    return earlierHour == NONE ? NONE : secondOfDay(earlierHour, minutes.last(), seconds.last());
  }

  private static int secondOfDay(int hour, int minute, int second) {
    return (hour * 60 + minute) * 60 + second;
  }
}
