package io.nightjar.watchdog.check;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Routing;
import io.nightjar.notification.dispatch.AlertingStatus;
import io.nightjar.notification.incident.DeliveryMessages;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.UndeliverableDestination;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.WatchdogTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices that a place takes no messages, which is an incident of its own, and tells every other place. */
@Component
@Order(WatchdogTask.DELIVERIES)
class DeliveryCheck implements WatchdogTask {

  private static final Logger log = LoggerFactory.getLogger(DeliveryCheck.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final AlertingStatus alerting;
  private final Incidents incidents;
  private final Routing routing;
  private final DeliveryMessages messages;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Interval rhythm = new Interval(EVERY);

  DeliveryCheck(
      AlertingStatus alerting,
      Incidents incidents,
      Routing routing,
      DeliveryMessages messages,
      Outbox outbox,
      TransactionTemplate transaction) {
    this.alerting = alerting;
    this.incidents = incidents;
    this.routing = routing;
    this.messages = messages;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  @Override
  public boolean step(Instant now) {
    if (!rhythm.beats(now)) {
      return false;
    }
    Map<String, UndeliverableDestination> stuck = alerting.stuck(now).stream()
        .collect(Collectors.toMap(UndeliverableDestination::subject, Function.identity()));
    for (Incident open : incidents.openOf(IncidentKind.UNDELIVERABLE)) {
      if (stuck.remove(open.name()) == null) {
        transaction.executeWithoutResult(status -> close(open, now));
      }
    }
    stuck.values().forEach(each -> openOnce(each, now));
    return false;
  }

  private void openOnce(UndeliverableDestination stuck, Instant now) {
    try {
      transaction.executeWithoutResult(status -> open(stuck, now));
    } catch (DuplicateKeyException e) {
      // Another instance was quicker.
      return;
    }
    log.error(
        "{} {} since {}; {} are waiting: {}",
        stuck.destination(),
        stuck.content() ? "refuses single messages" : "takes no messages",
        stuck.since(),
        stuck.owed(),
        stuck.error());
  }

  private void open(UndeliverableDestination stuck, Instant now) {
    Incident incident = Incident.ofNightjar(
        IncidentKind.UNDELIVERABLE, stuck.subject(), stuck.error(), now, UUID.randomUUID());
    incidents.open(List.of(incident));
    tell(incident, messages.stuck(stuck), "opened", now);
  }

  private void close(Incident incident, Instant now) {
    if (incidents.resolve(incident.id(), Resolution.DELIVERED_AGAIN, null, now)) {
      Message message = messages.flowing(incident.name(), incident.openedAt(), now);
      tell(incident, message, "resolved", now);
    }
  }

  /** Each other place has a thread of its own; told alone, so that it is not read as one of many jobs. */
  private void tell(Incident incident, Message message, String transition, Instant now) {
    boolean first = transition.equals("opened");
    List<Notification> notifications = places(incident.name()).stream()
        .map(place -> new Notification(
            first ? thread(incident, place) : UUID.randomUUID(),
            null,
            transition,
            place,
            first ? null : thread(incident, place),
            message,
            now))
        .toList();
    if (!notifications.isEmpty()) {
      outbox.add(notifications);
    }
  }

  /** A place that takes messages, and refuses only some, hears of these as well. */
  private List<Destination> places(String subject) {
    Destination stuck = UndeliverableDestination.destinationOf(subject);
    List<Destination> places = new ArrayList<>(routing.others(stuck));
    if (UndeliverableDestination.isOfContent(subject)) {
      places.add(stuck);
    }
    return places;
  }

  private static UUID thread(Incident incident, Destination place) {
    String name = incident.thread() + " " + place;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
