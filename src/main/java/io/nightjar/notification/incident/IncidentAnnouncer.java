package io.nightjar.notification.incident;

import io.nightjar.incident.FollowUpProperties;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentListener;
import io.nightjar.incident.IncidentTransition;
import io.nightjar.incident.Transition;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Notification.About;
import io.nightjar.notification.Routing;
import io.nightjar.notification.facts.IncidentFacts;
import io.nightjar.notification.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Adds the notifications that transitions of incidents owe to the outbox. */
@Component
class IncidentAnnouncer implements IncidentListener {

  private final IncidentMessages messages;
  private final Routing routing;
  private final IncidentFactsReader reader;
  private final FollowUpProperties settings;
  private final Outbox outbox;

  IncidentAnnouncer(
      IncidentMessages messages,
      Routing routing,
      IncidentFactsReader reader,
      FollowUpProperties settings,
      Outbox outbox) {
    this.messages = messages;
    this.routing = routing;
    this.reader = reader;
    this.settings = settings;
    this.outbox = outbox;
  }

  @Override
  public void changed(List<IncidentTransition> transitions, Instant now) {
    List<IncidentTransition> told =
        transitions.stream().filter(it -> it.incident().kind().isGrouped()).toList();
    if (told.isEmpty()) {
      return;
    }
    List<Notification> notifications = new ArrayList<>();
    List<IncidentFacts> facts = reader.read(told, now);
    for (int i = 0; i < told.size(); i++) {
      notifications.add(notification(facts.get(i), told.get(i).startsThread()));
      elsewhere(facts.get(i)).ifPresent(notifications::add);
    }
    outbox.add(notifications);
  }

  /** The first notification of an incident that starts a thread has the thread's identity; all others are replies. */
  private Notification notification(IncidentFacts facts, boolean first) {
    Incident incident = facts.incident();
    Message message = messages.compose(facts);
    return new Notification(
        first ? incident.thread() : UUID.randomUUID(),
        About.of(incident),
        facts.transition().word(),
        routing.destinationOf(facts.job() == null ? null : facts.job().contact().channel()),
        first ? null : incident.thread(),
        first ? message : voiced(facts, message),
        facts.now());
  }

  /**
   * What is escalated is also said where others read it, and so is its end; empty when no such place is configured.
   */
  private Optional<Notification> elsewhere(IncidentFacts facts) {
    Incident incident = facts.incident();
    boolean escalated = facts.transition() == Transition.ESCALATED;
    boolean ended =
        facts.transition() == Transition.RESOLVED && incident.followUp().escalatedAt() != null;
    if (settings.escalateChannel() == null || !(escalated || ended)) {
      return Optional.empty();
    }
    Destination place = routing.destinationOf(settings.escalateChannel());
    UUID thread = thread(incident, place);
    Message message = messages.compose(facts);
    return Optional.of(new Notification(
        escalated ? thread : UUID.randomUUID(),
        About.of(incident),
        facts.transition().word(),
        place,
        escalated ? null : thread,
        escalated ? message.louder(mentions(facts)) : message,
        facts.now()));
  }

  /** One incident is escalated once. */
  private static UUID thread(Incident incident, Destination place) {
    String name = incident.thread() + " " + place;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Replies in a thread are easily missed: each reminder is louder than the one before. */
  private Message voiced(IncidentFacts facts, Message message) {
    return switch (facts.transition()) {
      case REMINDED ->
        message.louder(
            facts.incident().followUp().reminders() > 1 ? mentions(facts) : List.<String>of());
      case ESCALATED -> message.louder(mentions(facts));
      // What is new is not left to be found in a thread.
      case OPENED, MUTE_ENDED -> message.louder(List.of());
      default -> message;
    };
  }

  private List<String> mentions(IncidentFacts facts) {
    return settings.mentionsOf(
        facts.job() == null ? null : facts.job().contact().owner());
  }
}
