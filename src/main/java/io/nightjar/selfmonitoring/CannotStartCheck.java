package io.nightjar.selfmonitoring;

import io.nightjar.incident.FollowUpState;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Evidence;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Transition;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.notification.Notification;
import io.nightjar.notification.incident.IncidentAnnouncer;
import io.nightjar.notification.incident.IncidentAnnouncer.Circumstances;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.platform.sql.Chunks;
import io.nightjar.rehearsal.RehearsalListener;
import io.nightjar.rehearsal.RehearsalReport;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where it is told what a check of all jobs has shown, long before their time: which of them cannot start in this build.
 * It is about the job as a whole and not about a night, so what is judged of a night leaves it alone.
 */
@Component
public class CannotStartCheck implements RehearsalListener {

  private static final int LONGEST_CAUSE = 800;

  /** What is opened in one transaction, and composed in memory. */
  private static final int AT_ONCE = 500;

  private final Incidents incidents;
  private final CatalogueSync records;
  private final IncidentAnnouncer announcer;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  CannotStartCheck(
      Incidents incidents,
      CatalogueSync records,
      IncidentAnnouncer announcer,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.incidents = incidents;
    this.records = records;
    this.announcer = announcer;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void rehearsed(RehearsalReport report) {
    List<CannotStart> failures = report.failures().stream()
        .map(result -> new CannotStart(result.job(), Objects.requireNonNull(result.cause())))
        .toList();
    Set<String> checked =
        report.jobs().stream().map(RehearsalReport.Result::job).collect(Collectors.toSet());
    tell(failures, checked, report.version(), clock.instant());
  }

  /** A job that cannot start, and why. */
  public record CannotStart(String job, String cause) {}

  /**
   * Tells what is new: jobs that cannot start, and jobs that can again or have left the catalogue. What is known already
   * is left as it is.
   *
   * @param checked all jobs that were looked at, those that cannot start included
   * @param version of the build that showed it
   */
  public void tell(
      Collection<CannotStart> failures, Set<String> checked, String version, Instant now) {
    Map<String, Incident> open = incidents.openOf(IncidentKind.COULD_NOT_START).stream()
        .filter(incident -> incident.occurrence() == null)
        .collect(Collectors.toMap(Incident::name, incident -> incident, (one, other) -> one));
    Set<String> failing = failures.stream().map(CannotStart::job).collect(Collectors.toSet());
    open.values().stream()
        .filter(incident -> checked.contains(incident.name()))
        .filter(incident -> !failing.contains(incident.name()))
        .forEach(incident -> end(incident, Resolution.RECOVERED, now));
    Set<String> unchecked =
        open.keySet().stream().filter(job -> !checked.contains(job)).collect(Collectors.toSet());
    records.byName(unchecked).values().stream()
        .filter(record -> record.removedAt() != null)
        .map(record -> Objects.requireNonNull(open.get(record.job())))
        .forEach(incident -> end(incident, Resolution.NO_LONGER_WATCHED, now));
    List<CannotStart> news =
        failures.stream().filter(failure -> !open.containsKey(failure.job())).toList();
    Chunks.each(news, AT_ONCE, some -> openAll(some, version, now));
  }

  private void openAll(List<CannotStart> news, String version, Instant now) {
    try {
      transaction.executeWithoutResult(status -> open(news, version, now));
    } catch (DuplicateKeyException anotherWasQuicker) {
      news.forEach(one -> openOnce(one, version, now));
    }
  }

  private void openOnce(CannotStart failure, String version, Instant now) {
    try {
      transaction.executeWithoutResult(status -> open(List.of(failure), version, now));
    } catch (DuplicateKeyException e) {
      // Another instance, which has started as well, has told it.
      return;
    }
  }

  private void open(List<CannotStart> news, String version, Instant now) {
    Map<String, JobRecord> known =
        records.byName(news.stream().map(CannotStart::job).collect(Collectors.toSet()));
    List<Notification> owed = new ArrayList<>();
    for (Incident incident : incidents.open(
        news.stream().map(failure -> incident(failure, version, now)).toList())) {
      Circumstances about = Circumstances.of(known.get(incident.name()));
      owed.add(announcer.announce(Transition.OPENED, incident, about, true, now));
    }
    if (!owed.isEmpty()) {
      outbox.add(owed);
    }
  }

  /** Told at once, also during a mute: nobody plans to deploy what cannot start. */
  private static Incident incident(CannotStart failure, String version, Instant now) {
    String cause = failure.cause();
    int end = Math.min(cause.length(), LONGEST_CAUSE);
    if (end < cause.length() && Character.isHighSurrogate(cause.charAt(end - 1))) {
      end--;
    }
    // The version is at the end, and must not be what is cut.
    String bounded = cause.substring(0, end) + (end < cause.length() ? "…" : "");
    Evidence evidence = new Evidence(null, null, bounded + "; first seen with version " + version);
    return Incident.of(
            failure.job(), IncidentKind.COULD_NOT_START, null, now, UUID.randomUUID(), evidence)
        .withFollowUp(FollowUpState.NONE.dueAt(now));
  }

  private void end(Incident incident, Resolution how, Instant now) {
    transaction.executeWithoutResult(status -> {
      if (incidents.resolve(incident.id(), how, null, now)) {
        Incident resolved = incident.resolved(now, how, null);
        Circumstances about = Circumstances.of(records.find(incident.name()).orElse(null));
        outbox.add(announcer.ended(resolved, about, now));
      }
    });
  }
}
