package io.nightjar.watchdog;

import io.nightjar.alert.IncidentReport.Transition;
import io.nightjar.alert.Outbox;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.JobRecords;
import io.nightjar.watchdog.Announcer.Circumstances;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where people end incidents by hand: recorded and announced in one transaction, as what the watchdog decides is. */
@Component
public class IncidentDesk {

  private final Incidents incidents;
  private final JobRecords records;
  private final Announcer announcer;
  private final Outbox outbox;
  private final TransactionTemplate transaction;

  IncidentDesk(
      Incidents incidents,
      JobRecords records,
      Announcer announcer,
      Outbox outbox,
      TransactionTemplate transaction) {
    this.incidents = incidents;
    this.records = records;
    this.announcer = announcer;
    this.outbox = outbox;
    this.transaction = transaction;
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
    Optional<Incident> open = incidents.find(id);
    if (open.isEmpty() || !incidents.resolve(id, Resolution.BY_HAND, by, now)) {
      return false;
    }
    Incident incident = open.get().resolved(now, Resolution.BY_HAND, by);
    Circumstances about = new Circumstances(null, records.find(incident.job()).orElse(null), null);
    outbox.add(List.of(announcer.announce(Transition.RESOLVED, incident, about, false, now)));
    return true;
  }
}
