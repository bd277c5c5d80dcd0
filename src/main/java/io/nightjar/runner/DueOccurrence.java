package io.nightjar.runner;

import io.nightjar.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be started of a job whose occurrences wait, whatever has delayed them: the latest, as long as its start
 * deadline has not passed, or, after that, as long as it may be caught up on. Pure.
 *
 * @param occurrence to start
 * @param inTime whether its start deadline has not passed
 * @param earlier those that wait as well and could still be started, oldest first: the latest makes up for them
 */
public record DueOccurrence(Instant occurrence, boolean inTime, List<Instant> earlier) {

  /** More are left to {@code CatchUp}. */
  private static final int MOST_AT_ONCE = 500;

  /**
   * Decides.
   *
   * @param waiting the first occurrence that waits
   * @return empty when it is too late for the latest, and so for all
   */
  static Optional<DueOccurrence> of(Job job, Instant waiting, Instant now) {
    // Not before the one that waits: a trigger may fire a little early, and a clock may be set
    // back.
    Instant latest =
        job.schedule().latest(now).filter(it -> it.isAfter(waiting)).orElse(waiting);
    Instant oldest = now.minus(reach(job));
    if (latest.isBefore(oldest)) {
      return Optional.empty();
    }
    Instant from = waiting.isBefore(oldest) ? oldest : waiting;
    return Optional.of(new DueOccurrence(
        latest, isInTime(job, latest, now), job.schedule().between(from, latest, MOST_AT_ONCE)));
  }

  /** How long after an occurrence it may still be started. */
  public static Duration reach(Job job) {
    Duration startWithin = job.expectations().startWithin();
    return startWithin.compareTo(job.catchUpWithin()) > 0 ? startWithin : job.catchUpWithin();
  }

  private static boolean isInTime(Job job, Instant occurrence, Instant now) {
    return !now.isAfter(occurrence.plus(job.expectations().startWithin()));
  }
}
