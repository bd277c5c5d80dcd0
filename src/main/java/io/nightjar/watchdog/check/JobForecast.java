package io.nightjar.watchdog.check;

import io.nightjar.job.Job;
import io.nightjar.ledger.job.UpcomingRuns.Plan;
import io.nightjar.ledger.trigger.StoredTrigger;
import io.nightjar.ledger.trigger.TriggerComparison;
import io.nightjar.ledger.trigger.TriggerComparison.Finding;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Foresees whether a job will be started, and missed if it is not, from three that must agree: the catalogue, what the
 * scheduler has stored, and what the ledger expects. Pure.
 */
final class JobForecast {

  /** So long after its start deadline a scheduler that is well has long fired it: until then it may wait for a worker. */
  private static final Duration PASSED = Duration.ofMinutes(1);

  private JobForecast() {}

  /**
   * Looks ahead.
   *
   * @param stored what the scheduler has, null: nothing
   * @param passing whether it means something that a start has passed: somebody fires, and has had the time to
   */
  static Assessment of(
      Job job, Plan plan, @Nullable StoredTrigger stored, boolean passing, Instant now) {
    if (job.runsHere()) {
      Finding finding = TriggerComparison.check(job, stored, now);
      if (!finding.isRight()) {
        return Assessment.wrong("it is due " + job.localTime(job.nextOccurrence(now)) + ", but "
            + finding.reason() + ": nothing will start it then");
      }
      Instant next = stored == null ? null : stored.nextFire();
      if (next != null
          && job.expectations().startWithin().plus(PASSED).compareTo(Duration.between(next, now))
              < 0) {
        return passing ? passed(job, next) : Assessment.UNDECIDED;
      }
    }
    return ledger(job, plan, job.nextOccurrence(now));
  }

  private static Assessment passed(Job job, Instant due) {
    return Assessment.wrong(
        "it was due " + job.localTime(due) + ", and the scheduler did not start it");
  }

  private static Assessment ledger(Job job, Plan plan, Instant due) {
    Instant written = plan.next();
    if (written == null || written.isAfter(due)) {
      return Assessment.wrong(
          "it is due " + job.localTime(due)
              + ", but Nightjar has no expected run for that time: a missed start would not be noticed");
    }
    return written.equals(due)
        ? Assessment.RIGHT
        : Assessment.wrong(
            "it is expected " + job.localTime(written) + ", but by its schedule it is due "
                + job.localTime(due) + ": nothing will start it then");
  }
}
