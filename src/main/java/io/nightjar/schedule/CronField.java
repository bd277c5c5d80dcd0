package io.nightjar.schedule;

import java.util.List;

/** The fields of a cron expression, with their names and value ranges. */
enum CronField {
  SECOND("second", 0, 59, ""),
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of the month", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  /** Sunday is 0 and, as in crontab, also 7. */
  DAY_OF_WEEK("day of the week", 0, 7, "SUN MON TUE WED THU FRI SAT");

  private final String label;
  private final int min;
  private final int max;
  private final String names;

  CronField(String label, int min, int max, String names) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  String label() {
    return label;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** How many different values there are. */
  int size() {
    return this == DAY_OF_WEEK ? 7 : max - min + 1;
  }

  List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  /** Wraps a value past the end of the range, as in FRI-MON, back to its beginning. */
  int wrap(int value) {
    return (value - min) % size() + min;
  }

  /** The allowed values, for a remedy. */
  String choices() {
    String numbers = min + " to " + max;
    return names.isEmpty()
        ? numbers
        : numbers + " or " + names.substring(0, 3) + " to " + names.substring(names.length() - 3);
  }
}
