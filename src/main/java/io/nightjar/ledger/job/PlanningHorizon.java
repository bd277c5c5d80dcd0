package io.nightjar.ledger.job;

import io.nightjar.job.Expectations;
import io.nightjar.job.Job;
import io.nightjar.ledger.expected.ExpectedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far ahead expected runs are written: for 48 hours or 50 occurrences, whichever is less, always the next one. Pure.
 *
 * @param rows the expected runs to write
 * @param reached all occurrences up to this instant are then written
 * @param extendAt when to write more
 */
record PlanningHorizon(List<ExpectedRun> rows, Instant reached, Instant extendAt) {

  private static final Duration AHEAD = Duration.ofDays(2);
  private static final int OCCURRENCES_AHEAD = 50;

  /** Occurrences that passed while everything was down are written in portions, so that memory stays bounded. */
  private static final int PORTION = 1_000;

  static PlanningHorizon extend(Job job, Instant from, Instant now) {
    List<ExpectedRun> rows = new ArrayList<>();
    Instant reached = from;
    int ahead = 0;
    while (rows.size() < PORTION) {
      Instant next = job.schedule().next(reached);
      boolean future = next.isAfter(now);
      boolean enough = ahead >= OCCURRENCES_AHEAD || next.isAfter(now.plus(AHEAD));
      if (future && ahead > 0 && enough) {
        return new PlanningHorizon(rows, reached, halfWay(now, reached));
      }
      rows.add(row(job, next));
      reached = next;
      if (future) {
        ahead++;
      }
      if (future && enough) {
        return new PlanningHorizon(rows, reached, halfWay(now, reached));
      }
    }
    return new PlanningHorizon(rows, reached, now);
  }

  private static Instant halfWay(Instant now, Instant reached) {
    Duration half = Duration.between(now, reached).dividedBy(2);
    return now.plus(half.compareTo(AHEAD.dividedBy(2)) > 0 ? AHEAD.dividedBy(2) : half);
  }

  private static ExpectedRun row(Job job, Instant occurrence) {
    Expectations expectations = job.expectations();
    @Nullable Duration atLeast = expectations.atLeast();
    return new ExpectedRun(
        0,
        job.name(),
        occurrence,
        occurrence.minus(expectations.earlyBy()),
        occurrence.plus(expectations.startWithin()),
        occurrence.plus(expectations.finishWithin()),
        atLeast,
        false,
        ExpectedRun.Progress.NONE);
  }
}
