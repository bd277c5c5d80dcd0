package io.nightjar.selfmonitoring;

import io.nightjar.incident.Announce;
import io.nightjar.incident.Finding;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentChange.End;
import io.nightjar.incident.IncidentChange.Open;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.FailureDetector;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.watchdog.WatchdogProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Detects, in a process that only starts jobs, that no watchdog is active. Writes the incident first, so that only one of
 * several such processes notifies people; then sends the message without the outbox, which no process delivers.
 */
@Component
class WatchdogAbsenceMonitor {

  private static final Logger log = LoggerFactory.getLogger(WatchdogAbsenceMonitor.class);

  /** If another process began to notify people and has not finished by then, this one does: twice is better than never. */
  private static final Duration OTHERS_TELL_WITHIN = Duration.ofMinutes(2);

  /** The process that reported it reports its end in the same thread, if that process still runs. */
  private static final Duration OTHERS_END_WITHIN = Duration.ofSeconds(15);

  private final InstanceRepository instances;
  private final IncidentRepository incidents;
  private final IncidentService service;
  private final AbsenceAnnouncer tidings;
  private final Duration missingAfter;
  private final FailureDetector failureDetector = new FailureDetector();
  private @Nullable Instant untoldSince;
  private @Nullable Instant overSince;

  WatchdogAbsenceMonitor(
      InstanceRepository instances,
      IncidentRepository incidents,
      IncidentService service,
      AbsenceAnnouncer tidings,
      WatchdogProperties settings) {
    this.instances = instances;
    this.incidents = incidents;
    this.service = service;
    this.tidings = tidings;
    this.missingAfter = settings.roleMissingAfter();
  }

  /** Looks once, and says what there is to say. One thread at a time. */
  void step(Instant now) {
    try {
      look(now);
    } finally {
      // Messages that are already decided are sent also while the database is unavailable.
      tidings.say(now);
    }
  }

  private void look(Instant now) {
    failureDetector.look(instances.present(), now);
    Optional<Incident> open = incidents.openOf(IncidentKind.WATCHDOG_BLIND).stream()
        .filter(it -> Subject.WATCHDOG.equals(it.subject()))
        .findFirst();
    if (failureDetector.watchdog().lasting().compareTo(missingAfter) > 0) {
      overSince = null;
      open.ifPresentOrElse(it -> helpToTell(it, now), () -> begin(now));
    } else if (failureDetector.watchdog().isOver(missingAfter)) {
      untoldSince = null;
      open.ifPresentOrElse(it -> end(it, now), tidings::forget);
    }
  }

  private void begin(Instant now) {
    Instant since = now.minus(failureDetector.watchdog().lasting());
    Finding finding = Finding.of(
        IncidentKind.WATCHDOG_BLIND, Subject.WATCHDOG, "no watchdog process sends keep-alives");
    Open open = new Open(finding, tidings.compose(since), Announce.DIRECTLY_PENDING);
    try {
      // Safe among several instances: what is open already is not opened again.
      if (service.apply(List.of(open), since).isEmpty()) {
        tidings.forget();
        return;
      }
    } catch (RuntimeException unclear) {
      // The next check reads whether it was written; if nobody was notified of it, this process
      // then
      // does it.
      tidings.forget();
      throw unclear;
    }
    log.error(
        "No watchdog has been active since {}. People are notified without the outbox.", since);
    tidings.tell();
  }

  private void helpToTell(Incident open, Instant now) {
    if (tidings.isMine()) {
      noteTold(open, now);
    } else if (open.followUp().notified()) {
      untoldSince = null;
    } else if (untoldSince == null) {
      untoldSince = now;
    } else if (!now.isBefore(untoldSince.plus(OTHERS_TELL_WITHIN))) {
      tidings.compose(open.openedAt());
      tidings.tell();
    }
  }

  private void noteTold(Incident open, Instant now) {
    if (tidings.isTold() && !open.followUp().notified()) {
      service.announced(open, now);
    }
  }

  private void end(Incident open, Instant now) {
    if (overSince == null) {
      overSince = now;
    }
    boolean othersTurn = !tidings.isMine() && now.isBefore(overSince.plus(OTHERS_END_WITHIN));
    if (othersTurn) {
      return;
    }
    boolean ended =
        service.end(new End(open, Resolution.RECOVERED, null, null, Announce.DIRECTLY_DONE), now);
    overSince = null;
    if (ended) {
      log.info(
          "The jobs are watched again; no watchdog was active from {} to {}", open.openedAt(), now);
      tidings.tellEnd(open.openedAt(), now);
    }
  }
}
