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
 * Notices, in a process that only starts jobs, that nobody watches them. The incident is written first, so that of several
 * such processes one tells; then it is said without the outbox, which nobody delivers.
 */
@Component
class WatchdogAbsenceMonitor {

  private static final Logger log = LoggerFactory.getLogger(WatchdogAbsenceMonitor.class);

  /** What another process has begun to tell and not told by then is told by this one: better twice than not at all. */
  private static final Duration OTHERS_TELL_WITHIN = Duration.ofMinutes(2);

  /** Who told of it tells its end, in the same thread, if it is still there. */
  private static final Duration OTHERS_END_WITHIN = Duration.ofSeconds(15);

  private final InstanceRepository instances;
  private final IncidentRepository incidents;
  private final IncidentService service;
  private final AbsenceAnnouncer tidings;
  private final Duration missingAfter;
  private final FailureDetector pulses = new FailureDetector();
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
      // What is known is said also while the database is away.
      tidings.say(now);
    }
  }

  private void look(Instant now) {
    pulses.look(instances.present(), now);
    Optional<Incident> open = incidents.openOf(IncidentKind.WATCHDOG_BLIND).stream()
        .filter(it -> Subject.WATCHDOG.equals(it.subject()))
        .findFirst();
    if (pulses.watchdog().lasting().compareTo(missingAfter) > 0) {
      overSince = null;
      open.ifPresentOrElse(it -> helpToTell(it, now), () -> begin(now));
    } else if (pulses.watchdog().isOver(missingAfter)) {
      untoldSince = null;
      open.ifPresentOrElse(it -> end(it, now), tidings::forget);
    }
  }

  private void begin(Instant now) {
    Instant since = now.minus(pulses.watchdog().lasting());
    Finding finding = Finding.of(
        IncidentKind.WATCHDOG_BLIND,
        Subject.WATCHDOG,
        "no process that watches shows a sign of life");
    Open open = new Open(finding, tidings.compose(since), Announce.DIRECTLY_PENDING);
    try {
      // Safe among several instances: what is open already is not opened again.
      if (service.apply(List.of(open), since).isEmpty()) {
        tidings.forget();
        return;
      }
    } catch (RuntimeException unclear) {
      // Whether it was written is looked up by the next look; one that nobody has told is then
      // told.
      tidings.forget();
      throw unclear;
    }
    log.error("Nobody watches the jobs since {}. People are told without the outbox.", since);
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
      log.info("The jobs are watched again; nobody watched from {} to {}", open.openedAt(), now);
      tidings.tellEnd(open.openedAt(), now);
    }
  }
}
