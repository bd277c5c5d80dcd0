package io.nightjar.watchdog.judge;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict means for the incidents of its job. Pure.
 *
 * @param opening what to open, null: nothing
 * @param thread the thread that the opening belongs to, null: a new one
 * @param endings which incidents end, and how
 * @param again the open incident that another run shows again, null: none
 */
record IncidentPlanner(
    @Nullable Problem opening,
    @Nullable UUID thread,
    List<Ending> endings,
    @Nullable Incident again) {

  /** An incident that ends. */
  record Ending(Incident incident, Resolution resolution) {}

  /** Decides from the verdict on an expected run and the open incidents of its job. */
  static IncidentPlanner of(ExpectedRun expected, Verdict verdict, List<Incident> open) {
    if (verdict.isMet()) {
      return new IncidentPlanner(null, null, endings(expected, verdict, open), null);
    }
    Problem problem = verdict.problem();
    return problem == null
        ? new IncidentPlanner(null, null, List.of(), null)
        : found(verdict, problem, ofSame(open, incident -> isOf(expected, incident)));
  }

  /** Decides the same from the verdict on a run that answers no occurrence. */
  static IncidentPlanner ofUnscheduled(Verdict verdict, List<Incident> open) {
    List<Incident> own = ofSame(open, IncidentPlanner::isUnscheduled);
    Problem problem = verdict.problem();
    if (problem != null) {
      return found(verdict, problem, own);
    }
    if (!verdict.isMet()) {
      return new IncidentPlanner(null, null, List.of(), null);
    }
    Resolution how = resolution(verdict) == Resolution.MANUAL_RUN
        ? Resolution.MANUAL_RUN
        : Resolution.SUPERSEDED;
    return new IncidentPlanner(
        null, null, own.stream().map(incident -> new Ending(incident, how)).toList(), null);
  }

  private static List<Incident> ofSame(List<Incident> open, Predicate<Incident> same) {
    return open.stream().filter(same).toList();
  }

  private static IncidentPlanner found(Verdict verdict, Problem problem, List<Incident> own) {
    for (Incident incident : own) {
      if (incident.kind() == problem.kind()) {
        return new IncidentPlanner(
            null, null, List.of(), isAgain(incident, verdict) ? incident : null);
      }
    }
    UUID thread = own.isEmpty() ? null : own.get(0).thread();
    List<Ending> replaced =
        own.stream().map(incident -> new Ending(incident, Resolution.REPLACED)).toList();
    return new IncidentPlanner(problem, thread, replaced, null);
  }

  /** That another run has failed as well is news; that the same run is still overdue is not. */
  private static boolean isAgain(Incident incident, Verdict verdict) {
    Run answer = verdict.answer();
    return answer != null
        && incident.kind() != IncidentKind.NOT_STARTED
        && !Objects.equals(answer.id(), incident.run());
  }

  private static List<Ending> endings(ExpectedRun expected, Verdict verdict, List<Incident> open) {
    List<Ending> endings = new ArrayList<>();
    for (Incident incident : open) {
      Instant occurrence = incident.occurrence();
      if (isOf(expected, incident)) {
        endings.add(new Ending(incident, resolution(verdict)));
      } else if (occurrence == null
          ? isUnscheduled(incident) && isMadeUpFor(incident, verdict)
          : occurrence.isBefore(expected.occurrence())) {
        endings.add(new Ending(incident, Resolution.SUPERSEDED));
      }
    }
    return endings;
  }

  private static Resolution resolution(Verdict verdict) {
    RunTrigger trigger = Objects.requireNonNull(verdict.answer()).trigger();
    if (trigger == RunTrigger.MANUAL || trigger == RunTrigger.DOWNSTREAM) {
      return Resolution.MANUAL_RUN;
    }
    return verdict.progress().state() == ExpectedState.MET
        ? Resolution.REPORTED_LATE
        : Resolution.LATE_RUN;
  }

  /** Opened for a run that answers no occurrence. What else has none is about the job as a whole. */
  private static boolean isUnscheduled(Incident incident) {
    return incident.occurrence() == null && incident.run() != null;
  }

  private static boolean isMadeUpFor(Incident incident, Verdict verdict) {
    Instant finishedAt = Objects.requireNonNull(verdict.answer()).finishedAt();
    return finishedAt != null && !finishedAt.isBefore(incident.openedAt());
  }

  private static boolean isOf(ExpectedRun expected, Incident incident) {
    return expected.occurrence().equals(incident.occurrence());
  }
}
