package io.nightjar.incident;

import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.IncidentChange.End;
import io.nightjar.incident.IncidentChange.Open;
import io.nightjar.incident.IncidentChange.Repeat;
import io.nightjar.incident.LatestOccurrences.Standing;
import io.nightjar.incident.mute.MuteCalendar;
import io.nightjar.incident.mute.RejectedRequestException;
import io.nightjar.platform.sql.Chunks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * The only writer of incidents. Opening leaves alone what is open already, ending what has ended, whoever did it; what
 * people are notified of is passed to the listeners in the same transaction.
 */
@Service
public class IncidentService {

  /** What is opened or ended in one transaction by a check, and composed in memory. */
  private static final int AT_ONCE = 500;

  private final IncidentRepository repository;
  private final FollowUpRepository followUps;
  private final MuteCalendar mutes;
  private final FollowUpProperties settings;
  private final List<IncidentListener> listeners;
  private final TransactionTemplate transaction;

  IncidentService(
      IncidentRepository repository,
      FollowUpRepository followUps,
      MuteCalendar mutes,
      FollowUpProperties settings,
      List<IncidentListener> listeners,
      TransactionTemplate transaction) {
    this.repository = repository;
    this.followUps = followUps;
    this.mutes = mutes;
    this.settings = settings;
    this.listeners = List.copyOf(listeners);
    this.transaction = transaction;
  }

  /** Makes changes in one transaction, the caller's if there is one. Returns what was opened. */
  public List<Incident> apply(Collection<? extends IncidentChange> changes, Instant now) {
    return changes.isEmpty()
        ? List.of()
        : Objects.requireNonNull(transaction.execute(status -> write(changes, now)));
  }

  private List<Incident> write(Collection<? extends IncidentChange> changes, Instant now) {
    IncidentBatch batch =
        new IncidentBatch(repository, settings, SingletonSupplier.of(() -> mutes.at(now)), now);
    batch.end(all(changes, End.class));
    batch.repeat(all(changes, Repeat.class));
    List<Incident> opened = batch.open(all(changes, Open.class));
    tell(batch.transitions(), now);
    return opened;
  }

  private static <T> List<T> all(Collection<? extends IncidentChange> changes, Class<T> type) {
    return changes.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private void tell(List<IncidentTransition> transitions, Instant now) {
    if (!transitions.isEmpty()) {
      listeners.forEach(listener -> listener.changed(transitions, now));
    }
  }

  /**
   * Has exactly these problems open: opens what is new, ends what is no more, leaves the others. What a check finds is
   * never hidden by a mute.
   */
  public void reconcile(Findings findings, Instant now) {
    Map<String, Finding> fresh = new LinkedHashMap<>();
    findings.problems().forEach(finding -> fresh.put(finding.key(), finding));
    List<End> over = new ArrayList<>();
    for (Incident open : repository.openOf(findings.kind())) {
      if (fresh.remove(open.key()) == null) {
        findings.endings().of(open).map(how -> End.of(open, how)).ifPresent(over::add);
      }
    }
    List<Open> openings = fresh.values().stream()
        .map(finding -> new Open(finding, null, Announce.EVEN_WHEN_MUTED))
        .toList();
    Chunks.each(openings, AT_ONCE, some -> apply(some, now));
    Chunks.each(over, AT_ONCE, some -> apply(some, now));
  }

  /**
   * Ends one incident.
   *
   * @return false when it has ended already
   */
  public boolean end(End end, Instant now) {
    return Boolean.TRUE.equals(transaction.execute(status -> {
      boolean open =
          followUps.lock(end.incident().id()).filter(Incident::isOpen).isPresent();
      if (open) {
        write(List.of(end), now);
      }
      return open;
    }));
  }

  /** Records that the process which opened an incident has notified people directly. */
  public void announced(Incident incident, Instant now) {
    transaction.executeWithoutResult(
        status -> followUps.update(List.of(incident.withFollowUp(FollowUpState.NONE)), now));
  }

  /**
   * Somebody says that they look after an incident. It never is for ever: after that time a reminder is sent again. Who
   * repeats it without another time says nothing twice.
   *
   * @param until null: {@code nightjar.alert.acknowledge-for} from now
   * @return false when there is no such incident, or it has ended
   * @throws RejectedRequestException when {@code until} has passed or is more than seven days away
   */
  public boolean acknowledge(long incident, String by, @Nullable Instant until, Instant now) {
    if (until != null) {
      check(until, now);
    }
    return Boolean.TRUE.equals(
        transaction.execute(status -> acknowledged(incident, by, until, now)));
  }

  private static void check(Instant until, Instant now) {
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
    Optional<Incident> found = followUps.lock(id).filter(Incident::isOpen);
    if (found.isEmpty()) {
      return false;
    }
    Incident incident = found.get();
    if (isRepeated(incident, by, until, now)) {
      return true;
    }
    Acknowledgement acknowledgement =
        new Acknowledgement(now, by, until == null ? now.plus(settings.acknowledgeFor()) : until);
    Incident acknowledged = incident.acknowledged(acknowledgement);
    followUps.acknowledge(id, acknowledgement, followUpAt(acknowledged, now));
    if (incident.followUp().notified()) {
      tell(
          List.of(new IncidentTransition(Transition.ACKNOWLEDGED, acknowledged, null, null, false)),
          now);
    }
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

  private @Nullable Instant followUpAt(Incident acknowledged, Instant now) {
    if (!acknowledged.kind().isReminded()) {
      return null;
    }
    return acknowledged.followUp().mutedUntil() == null
        ? FollowUpDecision.next(acknowledged, settings, Standing.ALONE, now)
        : acknowledged.followUp().dueAt();
  }

  /**
   * Ends an incident because a person says so.
   *
   * @return false when there is no such incident, or it has ended already
   */
  public boolean resolve(long incident, String by, Instant now) {
    return repository
        .find(incident)
        .filter(it -> end(new End(it, Resolution.MANUAL, by, null, Announce.NORMALLY), now))
        .isPresent();
  }
}
