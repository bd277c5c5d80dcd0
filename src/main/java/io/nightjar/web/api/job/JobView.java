package io.nightjar.web.api.job;

import io.nightjar.incident.Incident;
import io.nightjar.job.Contact;
import io.nightjar.job.Expectations;
import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.schedule.Schedule;
import io.nightjar.web.api.incident.IncidentView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job as JSON: its configuration and its current state. Its ping key and the details of its target are left out,
 * because they are secrets.
 */
record JobView(
    String job,
    String description,
    ScheduleView schedule,
    String state,
    @Nullable Instant dataAsOf,
    @Nullable Instant lastScheduledStart,
    @Nullable Instant lastSuccess,
    Instant nextOccurrence,
    Duration startWithin,
    Duration finishWithin,
    Duration earlyBy,
    @Nullable Duration atLeast,
    @Nullable Duration freshFor,
    Duration catchUpWithin,
    String overlap,
    List<String> requires,
    String staleInput,
    @Nullable String owner,
    @Nullable String runbook,
    boolean runsHere,
    @Nullable String runner,
    List<IncidentView> incidents) {

  /** A schedule as JSON. */
  record ScheduleView(String expression, String timeZone, String words) {

    static ScheduleView of(Schedule schedule) {
      return new ScheduleView(schedule.expression(), schedule.zone().getId(), schedule.inWords());
    }
  }

  /**
   * The state of a job at one instant.
   *
   * @param record from the ledger, null before the ledger knows the job
   * @param incidents the open ones
   */
  record Snapshot(
      ExpectedState state, @Nullable JobRecord record, List<Incident> incidents, Instant now) {}

  static JobView of(Job job, Snapshot snapshot) {
    Expectations promise = job.expectations();
    Contact contact = job.contact();
    JobRecord record = snapshot.record();
    JobTarget work = job.work();
    return new JobView(
        job.name(),
        job.description(),
        ScheduleView.of(job.schedule()),
        snapshot.state().word(),
        record == null ? null : record.dataAsOf(),
        record == null ? null : record.lastScheduledStart(),
        record == null ? null : record.lastSuccess(),
        job.schedule().next(snapshot.now()),
        promise.startWithin(),
        promise.finishWithin(),
        promise.earlyBy(),
        promise.atLeast(),
        promise.freshFor(),
        job.catchUpWithin(),
        job.overlap().name().toLowerCase(Locale.ROOT),
        job.dependencies().requires().stream().sorted().toList(),
        job.dependencies().staleInput().name().toLowerCase(Locale.ROOT),
        contact.owner(),
        contact.runbook(),
        job.runsHere(),
        work == null ? null : work.kind(),
        snapshot.incidents().stream().map(IncidentView::of).toList());
  }
}
