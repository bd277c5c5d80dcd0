package io.nightjar.incident;

import io.nightjar.incident.LatestOccurrences.Standing;
import io.nightjar.incident.mute.ActiveMutes;
import io.nightjar.incident.mute.Mute;
import io.nightjar.incident.mute.MuteCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims open incidents whose follow-up is due and decides on each: a reminder, an escalation, a mute and its end. What
 * people are notified and that they were notified are written in one transaction.
 */
@Service
public class FollowUp {

  private static final Logger log = LoggerFactory.getLogger(FollowUp.class);
  private static final int BATCH = 500;
  private static final Duration DEFERRED_FOR = Duration.ofMinutes(1);

  private final IncidentRepository incidents;
  private final FollowUpRepository followUps;
  private final MuteCalendar mutes;
  private final FollowUpProperties settings;
  private final List<IncidentListener> listeners;
  private final TransactionTemplate transaction;

  FollowUp(
      IncidentRepository incidents,
      FollowUpRepository followUps,
      MuteCalendar mutes,
      FollowUpProperties settings,
      List<IncidentListener> listeners,
      TransactionTemplate transaction) {
    this.incidents = incidents;
    this.followUps = followUps;
    this.mutes = mutes;
    this.settings = settings;
    this.listeners = List.copyOf(listeners);
    this.transaction = transaction;
  }

  /** Checks one batch. True when there may be more that is due. */
  public boolean step(Instant now) {
    try {
      return pass(now, BATCH) == BATCH;
    } catch (CannotCreateTransactionException databaseAway) {
      // One by one fares no better.
      throw databaseAway;
    } catch (RuntimeException e) {
      log.warn("A batch of open incidents could not be checked; they are checked one by one", e);
      stepOneByOne(now);
      return false;
    }
  }

  private void stepOneByOne(Instant now) {
    for (int i = 0; i < BATCH; i++) {
      try {
        if (pass(now, 1) == 0) {
          return;
        }
      } catch (RuntimeException e) {
        transaction.executeWithoutResult(status -> deferFirst(now, e));
      }
    }
  }

  private void deferFirst(Instant now, RuntimeException problem) {
    followUps
        .deferFirst(now, now.plus(DEFERRED_FOR))
        .ifPresent(id -> log.error(
            "Incident {} cannot be checked and is deferred for {}; no reminder is sent until then",
            id,
            DEFERRED_FOR,
            problem));
  }

  private int pass(Instant now, int limit) {
    return Objects.requireNonNull(transaction.execute(status -> check(now, limit)));
  }

  private int check(Instant now, int limit) {
    List<Incident> claimed = followUps.claim(now, limit);
    if (claimed.isEmpty()) {
      return 0;
    }
    ActiveMutes muted = mutes.at(now);
    LatestOccurrences latest = latest(claimed);
    List<Incident> checked = new ArrayList<>();
    List<IncidentTransition> transitions = new ArrayList<>();
    Set<String> escalated = new HashSet<>();
    for (Incident incident : claimed) {
      Standing standing = latest.of(incident).besides(escalated.contains(incident.name()));
      Mute mute = muted.covering(incident.job()).orElse(null);
      FollowUpDecision decision = FollowUpDecision.of(incident, settings, mute, standing, now);
      Incident after = incident.withFollowUp(decision.state());
      checked.add(after);
      if (decision.announce() == Transition.ESCALATED) {
        escalated.add(incident.name());
      }
      if (decision.announce() != null) {
        boolean startsThread = !incident.followUp().notified();
        transitions.add(
            new IncidentTransition(decision.announce(), after, after.run(), mute, startsThread));
      }
    }
    if (!transitions.isEmpty()) {
      listeners.forEach(listener -> listener.changed(transitions, now));
    }
    followUps.update(checked, now);
    return claimed.size();
  }

  private LatestOccurrences latest(List<Incident> claimed) {
    Set<String> jobs =
        claimed.stream().map(Incident::job).filter(Objects::nonNull).collect(Collectors.toSet());
    return new LatestOccurrences(incidents.openOf(jobs));
  }
}
