package io.nightjar.ledger.expected;

import java.time.Duration;
import java.time.Instant;

/**
 * How often in a row a job was not met, up to its latest expected run of which that is known.
 *
 * @param first the occurrence of the first of them
 * @param last the occurrence of the latest
 */
public record FailureStreak(String job, int count, Instant first, Instant last) {

  private static final Duration NIGHT = Duration.ofHours(20);

  /** Longer than a weekend with a holiday. */
  private static final Duration NO_LONGER_NIGHTLY = Duration.ofDays(4);

  /** Whether they were about a day apart, on average: then people count nights. */
  public boolean nights() {
    if (count < 2) {
      return false;
    }
    Duration apart = Duration.between(first, last).dividedBy(count - 1L);
    return apart.compareTo(NIGHT) >= 0 && apart.compareTo(NO_LONGER_NIGHTLY) <= 0;
  }
}
