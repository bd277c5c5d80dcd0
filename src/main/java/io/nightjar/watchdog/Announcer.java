package io.nightjar.watchdog;

import io.nightjar.alert.IncidentMessages;
import io.nightjar.alert.IncidentReport;
import io.nightjar.alert.IncidentReport.History;
import io.nightjar.alert.IncidentReport.RunFacts;
import io.nightjar.alert.IncidentReport.Transition;
import io.nightjar.alert.Notification;
import io.nightjar.alert.Routing;
import io.nightjar.incident.Incident;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.JobRecord;
import io.nightjar.ledger.Run;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the notification that an incident's transition owes. */
@Component
class Announcer {

  private final IncidentMessages messages;
  private final Routing routing;
  private final JobCatalogue catalogue;

  Announcer(IncidentMessages messages, Routing routing, JobCatalogue catalogue) {
    this.messages = messages;
    this.routing = routing;
    this.catalogue = catalogue;
  }

  /** What a notification is about, beside the incident itself. */
  record Circumstances(
      @Nullable Run run, @Nullable JobRecord record, IncidentReport.@Nullable Blind blind) {

    static final Circumstances NONE = new Circumstances(null, null, null);
  }

  /** The first notification of an incident that starts a thread has the thread's identity; all others are replies. */
  Notification announce(
      Transition transition, Incident incident, Circumstances about, boolean first, Instant now) {
    Job job = catalogue.find(incident.job()).orElse(null);
    IncidentReport report = new IncidentReport(
        transition, incident, job, facts(about.run()), history(about.record()), about.blind(), now);
    return new Notification(
        first ? incident.thread() : UUID.randomUUID(),
        incident.id(),
        transition.word(),
        routing.destinationOf(job == null ? null : job.contact().channel()),
        first ? null : incident.thread(),
        messages.compose(report),
        now);
  }

  private static @Nullable RunFacts facts(@Nullable Run run) {
    if (run == null) {
      return null;
    }
    String by = run.request() == null ? null : run.request().by();
    String excerpt = run.finish() == null ? null : run.finish().excerpt();
    return new RunFacts(run.firedAt(), run.startedAt(), run.finishedAt(), by, excerpt);
  }

  private static History history(@Nullable JobRecord record) {
    return record == null
        ? new History(null, null)
        : new History(record.dataAsOf(), record.lastScheduledStart());
  }
}
