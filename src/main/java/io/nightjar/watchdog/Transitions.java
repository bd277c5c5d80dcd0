package io.nightjar.watchdog;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.ExpectedRun;
import io.nightjar.ledger.ExpectedState;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.RunTrigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict means for the incidents of its job. Pure.
 *
 * @param opening what to open, null: nothing
 * @param thread the thread that the opening belongs to, null: a new one
 * @param endings which incidents end, and how
 * @param again the open incident that another run shows again, null: none
 */
record Transitions(
    @Nullable Finding opening,
    @Nullable UUID thread,
    List<Ending> endings,
    @Nullable Incident again) {

  /** An incident that ends. */
  record Ending(Incident incident, Resolution resolution) {}

  /** Decides from the verdict on an expected run and the open incidents of its job. */
  static Transitions of(ExpectedRun expected, Verdict verdict, List<Incident> open) {
    if (verdict.isMet()) {
      return new Transitions(null, null, endings(expected, verdict, open), null);
    }
    Finding finding = verdict.finding();
    return finding == null
        ? new Transitions(null, null, List.of(), null)
        : found(expected, verdict, finding, open);
  }

  private static Transitions found(
      ExpectedRun expected, Verdict verdict, Finding finding, List<Incident> open) {
    List<Incident> own =
        open.stream().filter(incident -> isOf(expected, incident)).toList();
    for (Incident incident : own) {
      if (incident.kind() == finding.kind()) {
        return new Transitions(null, null, List.of(), isAgain(incident, verdict) ? incident : null);
      }
    }
    UUID thread = own.isEmpty() ? null : own.get(0).thread();
    List<Ending> replaced =
        own.stream().map(incident -> new Ending(incident, Resolution.REPLACED)).toList();
    return new Transitions(finding, thread, replaced, null);
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
      } else if (occurrence != null && occurrence.isBefore(expected.occurrence())) {
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
        ? Resolution.ON_TIME_AFTER_ALL
        : Resolution.LATE_RUN;
  }

  private static boolean isOf(ExpectedRun expected, Incident incident) {
    return expected.occurrence().equals(incident.occurrence());
  }
}
