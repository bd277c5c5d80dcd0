package io.nightjar.watchdog;

import io.nightjar.incident.FollowUpDecision;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.LatestOccurrences;
import io.nightjar.incident.LatestOccurrences.Standing;
import io.nightjar.incident.Transition;
import io.nightjar.incident.mute.ActiveMutes;
import io.nightjar.notification.Notification;
import io.nightjar.notification.incident.IncidentAnnouncer;
import io.nightjar.notification.incident.IncidentAnnouncer.Circumstances;
import io.nightjar.notification.incident.IncidentFactsReader;
import io.nightjar.notification.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims open incidents that want to be looked at and says what is due of each: a reminder, an escalation, a mute and its
 * end. What is said and that it was said are written in one transaction.
 */
@Component
@Order(WatchdogTask.UPKEEP)
class FollowUp implements WatchdogTask {

  private static final Logger log = LoggerFactory.getLogger(FollowUp.class);
  private static final int BATCH = 500;
  private static final Duration PUT_OFF = Duration.ofMinutes(1);

  private final Incidents incidents;
  private final Life life;
  private final IncidentFactsReader background;
  private final IncidentAnnouncer announcer;
  private final Outbox outbox;
  private final TransactionTemplate transaction;

  FollowUp(
      Incidents incidents,
      Life life,
      IncidentFactsReader background,
      IncidentAnnouncer announcer,
      Outbox outbox,
      TransactionTemplate transaction) {
    this.incidents = incidents;
    this.life = life;
    this.background = background;
    this.announcer = announcer;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  private record News(Incident before, Incident after, Transition transition) {}

  /** Looks at one batch. True when there may be more that is due. */
  @Override
  public boolean step(Instant now) {
    try {
      return pass(now, BATCH) == BATCH;
    } catch (CannotCreateTransactionException databaseAway) {
      // One by one fares no better.
      throw databaseAway;
    } catch (RuntimeException e) {
      log.warn(
          "A batch of open incidents could not be looked at; they are looked at one by one", e);
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
        transaction.executeWithoutResult(status -> putOffFirst(now, e));
      }
    }
  }

  private void putOffFirst(Instant now, RuntimeException problem) {
    incidents
        .putOffFirst(now, now.plus(PUT_OFF))
        .ifPresent(id -> log.error(
            "Incident {} cannot be looked at and is put off for {}; nobody is reminded of it until then",
            id,
            PUT_OFF,
            problem));
  }

  private int pass(Instant now, int limit) {
    return Objects.requireNonNull(transaction.execute(status -> look(now, limit)));
  }

  private int look(Instant now, int limit) {
    List<Incident> claimed = incidents.claimForAttention(now, limit);
    if (claimed.isEmpty()) {
      return 0;
    }
    ActiveMutes muted = life.muted(now);
    LatestOccurrences eclipse = eclipse(claimed);
    List<Incident> heard = new ArrayList<>();
    List<News> news = new ArrayList<>();
    Set<String> escalated = new HashSet<>();
    for (Incident incident : claimed) {
      Standing standing = eclipse.of(incident).besides(escalated.contains(incident.name()));
      FollowUpDecision upkeep =
          life.upkeep(incident, muted.covering(incident.job()).orElse(null), standing, now);
      Incident after = incident.withFollowUp(upkeep.state());
      heard.add(after);
      if (upkeep.announce() == Transition.ESCALATED) {
        escalated.add(incident.name());
      }
      if (upkeep.announce() != null) {
        news.add(new News(incident, after, upkeep.announce()));
      }
    }
    announce(news, muted, now);
    incidents.heard(heard, now);
    return claimed.size();
  }

  private LatestOccurrences eclipse(List<Incident> claimed) {
    Set<String> jobs =
        claimed.stream().map(Incident::job).filter(Objects::nonNull).collect(Collectors.toSet());
    return new LatestOccurrences(incidents.openOf(jobs));
  }

  private void announce(List<News> news, ActiveMutes muted, Instant now) {
    if (news.isEmpty()) {
      return;
    }
    Map<Long, Circumstances> circumstances =
        background.of(news.stream().map(News::after).toList(), muted);
    List<Notification> owed = new ArrayList<>();
    for (News each : news) {
      Circumstances about = circumstances.getOrDefault(each.after().id(), Circumstances.NONE);
      boolean first = !each.before().followUp().notified();
      owed.add(announcer.announce(each.transition(), each.after(), about, first, now));
      if (each.transition() == Transition.ESCALATED) {
        announcer.elsewhere(each.transition(), each.after(), about, now).ifPresent(owed::add);
      }
    }
    outbox.add(owed);
  }
}
