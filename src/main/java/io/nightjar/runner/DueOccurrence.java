package io.nightjar.runner;

import io.nightjar.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which of a job's waiting occurrences to start, whatever has delayed them: the latest one, if its start deadline has
 * not passed or its catch-up time has not ended. Pure.
 *
 * @param occurrence to start
 * @param inTime whether its start deadline has not passed
 * @param earlier the earlier ones that could still be started, oldest first: the latest supersedes them
 */
public record DueOccurrence(Instant occurrence, boolean inTime, List<Instant> earlier) {

  /** {@code CatchUp} handles any more. */
  private static final int MOST_AT_ONCE = 500;

  /**
   * Decides.
   *
   * @param waiting the first occurrence that waits
   * @return empty when it is too late for the latest, and therefore for all
   */
  static Optional<DueOccurrence> of(Job job, Instant waiting, Instant now) {
    // Never earlier than the waiting one: a trigger may fire a little early, and a clock may be set
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
