package io.nightjar.notification.dispatch;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentListener;
import io.nightjar.incident.IncidentTransition;
import io.nightjar.incident.Transition;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Routing;
import io.nightjar.notification.incident.DeliveryMessages;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.UndeliverableDestination;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells every other destination that one takes no messages, and when it does again. */
@Component
class UndeliverableAnnouncer implements IncidentListener {

  private static final Logger log = LoggerFactory.getLogger(UndeliverableAnnouncer.class);

  private final AlertingStatus alerting;
  private final Routing routing;
  private final DeliveryMessages messages;
  private final Outbox outbox;

  UndeliverableAnnouncer(
      AlertingStatus alerting, Routing routing, DeliveryMessages messages, Outbox outbox) {
    this.alerting = alerting;
    this.routing = routing;
    this.messages = messages;
    this.outbox = outbox;
  }

  @Override
  public void changed(List<IncidentTransition> transitions, Instant now) {
    List<Notification> notifications = new ArrayList<>();
    for (IncidentTransition each : transitions) {
      if (each.incident().kind() == IncidentKind.UNDELIVERABLE) {
        notifications.addAll(notifications(each, now));
      }
    }
    if (!notifications.isEmpty()) {
      outbox.add(notifications);
    }
  }

  private List<Notification> notifications(IncidentTransition transition, Instant now) {
    return switch (transition.transition()) {
      case OPENED -> opened(transition.incident(), now);
      case RESOLVED -> resolved(transition.incident(), now);
      default -> List.of();
    };
  }

  private List<Notification> opened(Incident incident, Instant now) {
    UndeliverableDestination stuck = alerting.stuck(now).stream()
        .filter(it -> it.subject().equals(incident.name()))
        .findFirst()
        .orElseGet(() -> remembered(incident));
    log.error(
        "{} {} since {}; {} messages are waiting: {}",
        stuck.destination(),
        stuck.content() ? "refuses single messages" : "takes no messages",
        stuck.since(),
        stuck.owed(),
        stuck.error());
    return toOthers(incident, messages.stuck(stuck), Transition.OPENED, now);
  }

  /** It may take messages again since the check looked; the next check ends the incident. */
  private static UndeliverableDestination remembered(Incident incident) {
    return new UndeliverableDestination(
        UndeliverableDestination.destinationOf(incident.name()),
        incident.openedAt(),
        false,
        UndeliverableDestination.isOfContent(incident.name()),
        incident.cause(),
        0);
  }

  private List<Notification> resolved(Incident incident, Instant now) {
    Message message = messages.flowing(incident.name(), incident.openedAt(), now);
    return toOthers(incident, message, Transition.RESOLVED, now);
  }

  /** Each other destination has a separate thread. It is sent alone, so that it is not read as one of many jobs. */
  private List<Notification> toOthers(
      Incident incident, Message message, Transition transition, Instant now) {
    boolean first = transition == Transition.OPENED;
    return others(incident.name()).stream()
        .map(other -> new Notification(
            first ? thread(incident, other) : UUID.randomUUID(),
            null,
            transition.word(),
            other,
            first ? null : thread(incident, other),
            message,
            now))
        .toList();
  }

  /** A destination that refuses only some messages is notified of these as well. */
  private List<Destination> others(String subject) {
    Destination stuck = UndeliverableDestination.destinationOf(subject);
    List<Destination> others = new ArrayList<>(routing.others(stuck));
    if (UndeliverableDestination.isOfContent(subject)) {
      others.add(stuck);
    }
    return others;
  }

  private static UUID thread(Incident incident, Destination other) {
    String name = incident.thread() + " " + other;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
