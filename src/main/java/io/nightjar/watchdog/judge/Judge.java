package io.nightjar.watchdog.judge;

import io.nightjar.incident.IncidentKind;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of an expected run. Pure: no clock, no I/O, no logging. On time means not after the deadline.
 *
 * <p>The best evidence decides: a run that did the work, else one that is at it, else the last that ended otherwise, else
 * the absence of any.
 */
final class Judge {

  /** The first instant after a deadline, in the precision of the tables. */
  private static final Duration TICK = Duration.ofNanos(1_000);

  Verdict judge(ExpectedRun expected, List<Run> runs, Instant now) {
    return done(expected, runs)
        .or(() -> atWork(expected, runs, now))
        .or(() -> ended(runs))
        .orElseGet(() -> withoutStart(expected, runs, now));
  }

  private static Optional<Verdict> done(ExpectedRun expected, List<Run> runs) {
    return runs.stream()
        .filter(run -> run.outcome() == Outcome.SUCCEEDED && !tooQuick(expected, run))
        .min(Comparator.comparing(run -> Objects.requireNonNull(run.finishedAt())))
        .map(run -> Verdict.of(run, timely(expected, run), null, null));
  }

  private static ExpectedState timely(ExpectedRun expected, Run run) {
    // A job that reports no start was first seen at its end.
    Instant firstSeen = run.startedAt() == null ? run.finishedAt() : run.startedAt();
    boolean late = isAfter(firstSeen, expected.startDeadline())
        || isAfter(run.finishedAt(), expected.finishDeadline());
    return late ? ExpectedState.MET_LATE : ExpectedState.MET;
  }

  private static boolean isAfter(@Nullable Instant instant, Instant deadline) {
    return instant != null && instant.isAfter(deadline);
  }

  private static boolean tooQuick(ExpectedRun expected, Run run) {
    return expected.isTooQuick(run.duration());
  }

  private static Optional<Verdict> atWork(ExpectedRun expected, List<Run> runs, Instant now) {
    return latest(runs.stream()
            .filter(run -> !run.isFinished() && run.startedAt() != null)
            .toList())
        .map(run -> atWork(run, finishDeadline(expected, run), now));
  }

  private static Verdict atWork(Run run, Instant deadline, Instant now) {
    if (now.isAfter(deadline)) {
      Problem overdue = new Problem(IncidentKind.OVERDUE, deadline, null);
      return Verdict.of(run, ExpectedState.OVERDUE, overdue, null);
    }
    return Verdict.of(run, ExpectedState.RUNNING, null, deadline.plus(TICK));
  }

  /** A manual or catch-up run has its full time, counted from its start. */
  private static Instant finishDeadline(ExpectedRun expected, Run run) {
    Instant fromOccurrence = expected.finishDeadline();
    if (run.trigger() == RunTrigger.SCHEDULE || run.trigger() == RunTrigger.EXTERNAL) {
      return fromOccurrence;
    }
    Instant fromStart = Objects.requireNonNull(run.startedAt()).plus(expected.finishWithin());
    return fromStart.isAfter(fromOccurrence) ? fromStart : fromOccurrence;
  }

  private static Optional<Verdict> ended(List<Run> runs) {
    return latest(runs.stream().filter(Run::isFinished).toList()).map(Judge::ended);
  }

  private static Verdict ended(Run run) {
    RunResult finish = Objects.requireNonNull(run.finish());
    return switch (finish.outcome()) {
      // Another run makes up for it; its own expected run says whether it did.
      case SUPERSEDED -> Verdict.of(run, ExpectedState.SKIPPED, null, null);
      case SKIPPED ->
        Verdict.of(run, ExpectedState.SKIPPED, problem(IncidentKind.SKIPPED, finish), null);
      case HELD -> Verdict.of(run, ExpectedState.HELD, problem(IncidentKind.HELD, finish), null);
      case SUCCEEDED ->
        Verdict.of(run, ExpectedState.FAILED, problem(IncidentKind.TOO_QUICK, finish), null);
      case FAILED ->
        Verdict.of(
            run,
            ExpectedState.FAILED,
            problem(neverBegan(run) ? IncidentKind.COULD_NOT_START : IncidentKind.FAILED, finish),
            null);
      case UNKNOWN -> throw new CannotJudgeException("the outcome of run " + run.id());
      case INTERRUPTED, LOST, CANCELLED ->
        Verdict.of(run, ExpectedState.FAILED, problem(IncidentKind.FAILED, finish), null);
    };
  }

  private static Problem problem(IncidentKind kind, RunResult finish) {
    return new Problem(kind, null, finish.cause());
  }

  /** A job elsewhere need not report its start. */
  private static boolean neverBegan(Run run) {
    return run.startedAt() == null && run.trigger() != RunTrigger.EXTERNAL;
  }

  private static Verdict withoutStart(ExpectedRun expected, List<Run> runs, Instant now) {
    Instant deadline = expected.startDeadline();
    if (!now.isAfter(deadline)) {
      return Verdict.without(ExpectedState.AWAITING, null, deadline.plus(TICK));
    }
    Problem notStarted = new Problem(IncidentKind.NOT_STARTED, deadline, null);
    return latest(runs)
        .map(run -> Verdict.of(run, ExpectedState.MISSED, notStarted, null))
        .orElseGet(() -> Verdict.without(ExpectedState.MISSED, notStarted, null));
  }

  private static Optional<Run> latest(List<Run> runs) {
    return runs.stream().max(Comparator.comparing(Run::firedAt));
  }
}
