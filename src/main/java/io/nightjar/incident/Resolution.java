package io.nightjar.incident;

import java.util.Arrays;
import java.util.Locale;

/** How an incident ended. */
public enum Resolution {
  /** The run happened after all. */
  LATE_RUN,
  /** A manual run did the work. */
  MANUAL_RUN,
  /** A later run made up for it. */
  SUPERSEDED,
  /** The same expected run has another problem now, with an incident of its own in the same thread. */
  REPLACED,
  /** The run was on time and only its report was late. */
  REPORTED_LATE,
  /** The job is back in the catalogue. */
  JOB_RETURNED,
  /** The place takes messages again. */
  DELIVERED_AGAIN,
  /** What was wrong is right again: the kind of the incident says what. */
  RECOVERED,
  /** Another process has taken over. */
  TAKEN_OVER,
  /** Nobody looks any more: the job has left the catalogue, or the canary was switched off. */
  NO_LONGER_WATCHED,
  /** A person resolved it. */
  MANUAL,
  /** One that only a newer version knows, which shares the database. Never written. */
  UNKNOWN;

  static Resolution of(String word) {
    return Arrays.stream(values())
        .filter(how -> how.word().equals(word))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The word in JSON and in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
