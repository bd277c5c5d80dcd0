package io.nightjar.notification.dispatch;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import io.nightjar.job.JobCatalogue;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Status;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.MessageTimes;
import io.nightjar.notification.Notification;
import io.nightjar.notification.incident.GroupMessage;
import io.nightjar.notification.incident.IncidentGroup;
import io.nightjar.notification.incident.IncidentMessages;
import io.nightjar.notification.incident.RootCauses;
import io.nightjar.notification.outbox.PendingNotification;
import io.nightjar.notification.wording.IncidentWording;
import io.nightjar.notification.wording.KindWordings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Composes one message from a batch of notifications, as of the time of sending: of several changes of an incident, the newest. */
@Component
class MessageComposer {

  private static final Logger log = LoggerFactory.getLogger(MessageComposer.class);

  /** A message that is older than this when it is sent contains a note that it is late. */
  private static final Duration LATE = Duration.ofMinutes(2);

  /** The facts that are kept for a resolved incident; the required action is left out. */
  private static final Set<String> STILL_TRUE =
      Set.of("Expected", "Start by", "Finish by", "What happened", "Noticed late", "Last output");

  private final DispatchRepository claims;
  private final IncidentRepository incidents;
  private final NightjarProperties settings;
  private final JobCatalogue catalogue;
  private final IncidentMessages messages;
  private final KindWordings wordings;
  private final RootCauses causes;

  MessageComposer(
      DispatchRepository claims,
      IncidentRepository incidents,
      NightjarProperties settings,
      JobCatalogue catalogue,
      IncidentMessages messages,
      KindWordings wordings) {
    this.messages = messages;
    this.wordings = wordings;
    this.claims = claims;
    this.incidents = incidents;
    this.settings = settings;
    this.catalogue = catalogue;
    this.causes = new RootCauses(catalogue);
  }

  /** What to send. */
  Delivery compose(Destination destination, NotificationBatch batch, Instant now) {
    Message message;
    try {
      message = late(message(batch.carrier(), batch.members(), Map.of()), batch, now);
    } catch (RuntimeException e) {
      log.error("A message could not be composed and is sent as it is stored", e);
      message = claims.texts(List.of(batch.carrier())).get(0).message();
    }
    DeliveryReceipt thread = batch.thread();
    return new Delivery(
        batch.carrier(),
        thread == null ? destination.place() : thread.destination(),
        thread == null ? null : thread.reference(),
        message,
        batch.incident(settings.environment()));
  }

  /** What a message that is there should say by now. */
  Message present(UUID carrier) {
    List<PendingNotification> members = claims.messageId(carrier);
    List<Long> ids = members.stream()
        .map(PendingNotification::about)
        .filter(Objects::nonNull)
        .map(Notification.About::incident)
        .distinct()
        .toList();
    if (ids.isEmpty()) {
      return claims.endOf(carrier).orElseGet(() -> message(carrier, members, Map.of()));
    }
    return message(carrier, members, present(ids));
  }

  /** What has become of incidents. One that was replaced is what has taken its place: red as long as that is open. */
  private Map<Long, Incident> present(List<Long> ids) {
    List<Incident> found = incidents.find(ids);
    List<UUID> replaced =
        found.stream().filter(MessageComposer::isReplaced).map(Incident::thread).toList();
    Map<UUID, Incident> latest = incidents.latestOf(replaced).stream()
        .collect(Collectors.toMap(Incident::thread, Function.identity()));
    return found.stream()
        .collect(Collectors.toMap(
            Incident::id, it -> isReplaced(it) ? latest.getOrDefault(it.thread(), it) : it));
  }

  /**
   * The message for some notifications.
   *
   * @param present what has become of their incidents, where a message that is there is changed; else empty
   */
  private Message message(
      UUID carrier, List<PendingNotification> members, Map<Long, Incident> present) {
    IncidentGroup bundle = IncidentGroup.of(members, causes);
    List<Notification> texts = claims.texts(bundle.shown());
    return bundle.isSingle()
        ? single(carrier, texts, present)
        : new GroupMessage(settings, catalogue, bundle, texts, present, wordings).message(carrier);
  }

  /** The newest text of one incident; each earlier notification that was not delivered is summarised in one line. */
  private Message single(UUID carrier, List<Notification> texts, Map<Long, Incident> present) {
    Notification newest = texts.get(texts.size() - 1);
    Message message = newest.message();
    if (present.isEmpty()) {
      message = withEarlier(message, texts.subList(0, texts.size() - 1));
    }
    Incident incident =
        newest.about() == null ? null : present.get(newest.about().incident());
    if (incident == null) {
      return message;
    }
    boolean replaced = newest.about() != null && newest.about().incident() != incident.id();
    Message told = replaced
        ? claims.firstAbout(incident.id(), carrier).map(Notification::message).orElse(message)
        : message;
    return withState(told, incident);
  }

  private Message withEarlier(Message newest, List<Notification> earlier) {
    Map<MessageText, Instant> first = new LinkedHashMap<>();
    earlier.forEach(each -> first.putIfAbsent(each.message().summary(), each.createdAt()));
    first.remove(newest.summary());
    Message message = newest;
    for (Map.Entry<MessageText, Instant> each : first.entrySet()) {
      MessageText what = MessageText.format("{}: {}", at(each.getValue()), each.getKey());
      message = message.withFirst(new Fact("Before that", what));
    }
    return message;
  }

  /** Whether another incident has taken its place, in the same thread. */
  private static boolean isReplaced(Incident incident) {
    return incident.ending() != null && incident.ending().resolution() == Resolution.REPLACED;
  }

  private Message withState(Message message, Incident incident) {
    IncidentWording say = messages.present(incident);
    MessageText state = say.state();
    if (incident.isOpen()) {
      return state == null ? message : message.withFirst(Fact.field("Now", state));
    }
    return new Message(
        Status.RESOLVED,
        "[" + settings.environment() + "] " + say.endedHeadline(),
        message.facts().stream()
            .filter(fact -> STILL_TRUE.contains(fact.label()))
            .toList(),
        message.links());
  }

  private Message late(Message message, NotificationBatch batch, Instant now) {
    if (!now.isAfter(batch.since().plus(LATE))) {
      return message;
    }
    MessageText when = batch.members().size() == 1 || batch.since().equals(batch.latest())
        ? at(batch.since())
        : MessageText.format("between {} and {}", at(batch.since()), at(batch.latest()));
    List<Fact> facts = new ArrayList<>(message.facts());
    facts.add(new Fact(
        "Delivered late",
        MessageText.format("This was written {} and could not be delivered earlier.", when)));
    return message.withFacts(facts);
  }

  private MessageText at(Instant instant) {
    return new MessageTimes(settings.timeZone()).full(instant);
  }
}
