package io.nightjar.watchdog;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Incidents that no expected run shows: of the scheduler, of Nightjar's own processes. Told as those of jobs are, and
 * never hidden by a mute: nobody plans to be left without a watcher.
 */
@Component
public class OwnIncidents {

  /** What is opened in one transaction, and composed in memory. */
  private static final int AT_ONCE = 500;

  private final Incidents incidents;
  private final CatalogueSync records;
  private final IncidentAnnouncer announcer;
  private final Life life;
  private final Outbox outbox;
  private final TransactionTemplate transaction;

  OwnIncidents(
      Incidents incidents,
      CatalogueSync records,
      IncidentAnnouncer announcer,
      Life life,
      Outbox outbox,
      TransactionTemplate transaction) {
    this.incidents = incidents;
    this.records = records;
    this.announcer = announcer;
    this.life = life;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  /**
   * What is wrong.
   *
   * @param job the job it is about, null: none
   * @param subject what it is about when there is no job, null when there is one
   */
  public record Trouble(@Nullable String job, @Nullable String subject, String cause) {

    public static Trouble ofJob(String job, String cause) {
      return new Trouble(job, null, cause);
    }

    public static Trouble of(String subject, String cause) {
      return new Trouble(null, subject, cause);
    }

    public String name() {
      return Objects.requireNonNull(job == null ? subject : job);
    }
  }

  /**
   * Has exactly these troubles open: opens what is new, ends what is no more, leaves the others.
   *
   * @param mine which open incidents of the kind the caller answers for
   * @param ending how those end that are no more
   */
  public void settle(
      IncidentKind kind,
      Predicate<Incident> mine,
      Collection<Trouble> wrong,
      Resolution ending,
      Instant now) {
    Map<String, Trouble> fresh = new LinkedHashMap<>();
    wrong.forEach(trouble -> fresh.put(trouble.name(), trouble));
    List<Incident> over = new ArrayList<>();
    for (Incident open : incidents.openOf(kind)) {
      if (fresh.remove(open.name()) == null && mine.test(open)) {
        over.add(open);
      }
    }
    Chunks.each(fresh.values(), AT_ONCE, some -> openOnce(kind, some, now));
    Chunks.each(
        over,
        AT_ONCE,
        some -> transaction.executeWithoutResult(status -> close(some, ending, now)));
  }

  // Safe among several instances: what is open already cannot be opened again; the next look sees
  // it.
  private void openOnce(IncidentKind kind, Collection<Trouble> troubles, Instant now) {
    try {
      transaction.executeWithoutResult(status -> open(kind, troubles, now));
    } catch (DuplicateKeyException e) {
      // Another instance was quicker.
    }
  }

  private void open(IncidentKind kind, Collection<Trouble> troubles, Instant now) {
    List<Incident> opened = incidents.open(troubles.stream()
        .map(it -> life.begun(incident(kind, it, now), true, null, null))
        .toList());
    tell(opened, Transition.OPENED, now);
  }

  private void close(List<Incident> over, Resolution ending, Instant now) {
    List<Incident> ended = over.stream()
        .filter(incident -> incidents.resolve(incident.id(), ending, null, now))
        .map(incident -> incident.resolved(now, ending, null))
        .toList();
    tell(ended, Transition.RESOLVED, now);
  }

  private void tell(List<Incident> about, Transition transition, Instant now) {
    if (about.isEmpty()) {
      return;
    }
    Map<String, JobRecord> known = records.byName(
        about.stream().map(Incident::job).filter(Objects::nonNull).collect(Collectors.toSet()));
    List<Notification> notifications = new ArrayList<>();
    for (Incident incident : about) {
      Circumstances circumstances = Circumstances.of(known.get(incident.name()));
      boolean first = transition == Transition.OPENED;
      notifications.addAll(
          first
              ? List.of(announcer.announce(transition, incident, circumstances, true, now))
              : announcer.ended(incident, circumstances, now));
    }
    outbox.add(notifications);
  }

  private static Incident incident(IncidentKind kind, Trouble trouble, Instant now) {
    UUID thread = UUID.randomUUID();
    return trouble.job() == null
        ? Incident.ofNightjar(kind, trouble.name(), trouble.cause(), now, thread)
        : Incident.of(
            trouble.job(), kind, null, now, thread, new Evidence(null, null, trouble.cause()));
  }
}
