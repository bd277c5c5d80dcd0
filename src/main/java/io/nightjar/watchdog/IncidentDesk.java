package io.nightjar.watchdog;

import io.nightjar.incident.FollowUpDecision;
import io.nightjar.incident.FollowUpProperties;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.LatestOccurrences.Standing;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Transition;
import io.nightjar.incident.mute.RejectedRequestException;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.notification.incident.IncidentAnnouncer;
import io.nightjar.notification.incident.IncidentAnnouncer.Circumstances;
import io.nightjar.notification.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where people take incidents on and end them: recorded and announced in one transaction, as what the watchdog decides. */
@Component
public class IncidentDesk {

  private final Incidents incidents;
  private final CatalogueSync records;
  private final IncidentAnnouncer announcer;
  private final Outbox outbox;
  private final FollowUpProperties settings;
  private final TransactionTemplate transaction;

  IncidentDesk(
      Incidents incidents,
      CatalogueSync records,
      IncidentAnnouncer announcer,
      Outbox outbox,
      FollowUpProperties settings,
      TransactionTemplate transaction) {
    this.incidents = incidents;
    this.records = records;
    this.announcer = announcer;
    this.outbox = outbox;
    this.settings = settings;
    this.transaction = transaction;
  }

  /**
   * Somebody looks after an incident, and says so in its thread. It never is for ever: after that time it is reminded of
   * again. Who repeats it without another time says nothing twice.
   *
   * @param until null: {@code nightjar.alert.acknowledge-for} from now
   * @return false when there is no such incident, or it has ended
   * @throws RejectedRequestException when {@code until} has passed or is more than seven days away
   */
  public boolean acknowledge(long incident, String by, @Nullable Instant until, Instant now) {
    if (until != null) {
      refuse(until, now);
    }
    return Boolean.TRUE.equals(
        transaction.execute(status -> acknowledged(incident, by, until, now)));
  }

  private static void refuse(Instant until, Instant now) {
    Duration longest = FollowUpProperties.LONGEST_ACKNOWLEDGEMENT;
    if (!until.isAfter(now)) {
      throw new RejectedRequestException("until", until.toString(), "it has passed; now is " + now);
    }
    if (until.isAfter(now.plus(longest))) {
      throw new RejectedRequestException(
          "until", until.toString(), "at most " + longest.toDays() + " days ahead");
    }
  }

  private boolean acknowledged(long id, String by, @Nullable Instant until, Instant now) {
    Optional<Incident> found = incidents.lock(id).filter(Incident::isOpen);
    if (found.isEmpty()) {
      return false;
    }
    Incident incident = found.get();
    if (isRepeated(incident, by, until, now)) {
      return true;
    }
    Instant end = until == null ? now.plus(settings.acknowledgeFor()) : until;
    Incident acknowledged = incident.acknowledged(new Acknowledgement(now, by, end));
    record(acknowledged, now);
    announce(Transition.ACKNOWLEDGED, acknowledged, now);
    return true;
  }

  private static boolean isRepeated(
      Incident incident, String by, @Nullable Instant until, Instant now) {
    Acknowledgement present = incident.acknowledgement();
    return present != null
        && present.by().equals(by)
        && incident.isAcknowledged(now)
        && (until == null || until.equals(present.until()));
  }

  private void record(Incident acknowledged, Instant now) {
    Instant followUpAt = acknowledged.followUp().mutedUntil() == null
        ? FollowUpDecision.next(acknowledged, settings, Standing.ALONE, now)
        : acknowledged.followUp().dueAt();
    Acknowledgement acknowledgement = Objects.requireNonNull(acknowledged.acknowledgement());
    incidents.acknowledge(acknowledged.id(), acknowledgement, followUpAt);
  }

  /**
   * Ends an incident because a person says so, and says who in its thread.
   *
   * @return false when there is no such incident, or it has ended already
   */
  public boolean resolve(long incident, String by, Instant now) {
    return Boolean.TRUE.equals(transaction.execute(status -> resolved(incident, by, now)));
  }

  private boolean resolved(long id, String by, Instant now) {
    Optional<Incident> open = incidents.lock(id);
    if (open.isEmpty() || !incidents.resolve(id, Resolution.MANUAL, by, now)) {
      return false;
    }
    announce(Transition.RESOLVED, open.get().resolved(now, Resolution.MANUAL, by), now);
    return true;
  }

  /** What nobody was told of has no thread to say it in. */
  private void announce(Transition transition, Incident incident, Instant now) {
    if (incident.followUp().notified()) {
      Circumstances about = Circumstances.of(records.find(incident.name()).orElse(null));
      outbox.add(
          transition == Transition.RESOLVED
              ? announcer.ended(incident, about, now)
              : List.of(announcer.announce(transition, incident, about, false, now)));
    }
  }
}
