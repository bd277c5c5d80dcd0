package io.nightjar.watchdog;

import io.nightjar.alert.IncidentReport.Transition;
import io.nightjar.alert.Outbox;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.RefusedException;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.JobRecords;
import io.nightjar.watchdog.Announcer.Circumstances;
import io.nightjar.watchdog.Eclipse.Standing;
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
  private final JobRecords records;
  private final Announcer announcer;
  private final Outbox outbox;
  private final LifeSettings settings;
  private final TransactionTemplate transaction;

  IncidentDesk(
      Incidents incidents,
      JobRecords records,
      Announcer announcer,
      Outbox outbox,
      LifeSettings settings,
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
   * @throws RefusedException when {@code until} has passed or is more than seven days away
   */
  public boolean acknowledge(long incident, String by, @Nullable Instant until, Instant now) {
    if (until != null) {
      refuse(until, now);
    }
    return Boolean.TRUE.equals(
        transaction.execute(status -> acknowledged(incident, by, until, now)));
  }

  private static void refuse(Instant until, Instant now) {
    Duration longest = LifeSettings.LONGEST_ACKNOWLEDGEMENT;
    if (!until.isAfter(now)) {
      throw new RefusedException("until", until.toString(), "it has passed; now is " + now);
    }
    if (until.isAfter(now.plus(longest))) {
      throw new RefusedException(
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
        && incident.isLookedAfter(now)
        && (until == null || until.equals(present.until()));
  }

  private void record(Incident acknowledged, Instant now) {
    Instant attentionAt = acknowledged.attention().mutedUntil() == null
        ? Upkeep.next(acknowledged, settings, Standing.ALONE, now)
        : acknowledged.attention().at();
    Acknowledgement acknowledgement = Objects.requireNonNull(acknowledged.acknowledgement());
    incidents.acknowledge(acknowledged.id(), acknowledgement, attentionAt);
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
    if (open.isEmpty() || !incidents.resolve(id, Resolution.BY_HAND, by, now)) {
      return false;
    }
    announce(Transition.RESOLVED, open.get().resolved(now, Resolution.BY_HAND, by), now);
    return true;
  }

  /** What nobody was told of has no thread to say it in. */
  private void announce(Transition transition, Incident incident, Instant now) {
    if (incident.attention().told()) {
      Circumstances about = Circumstances.of(records.find(incident.name()).orElse(null));
      outbox.add(
          transition == Transition.RESOLVED
              ? announcer.ended(incident, about, now)
              : List.of(announcer.announce(transition, incident, about, false, now)));
    }
  }
}
