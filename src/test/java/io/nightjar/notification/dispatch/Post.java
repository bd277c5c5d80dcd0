package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.job.JobCatalogue;
import io.nightjar.notification.AlertProperties;
import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Notifications;
import io.nightjar.notification.ScriptedChannel;
import io.nightjar.notification.incident.IncidentMessages;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.OutboxEntry;
import io.nightjar.notification.outbox.OutboxQuery;
import io.nightjar.notification.outbox.UndeliverableDestination;
import io.nightjar.notification.wording.KindWordings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An outbox, a dispatcher that is stepped by hand, and channels that do as they are told. */
public final class Post implements AutoCloseable {

  static final Instant START = Instant.parse("2026-01-22T00:10:00Z");

  public final ScriptedChannel slack;
  final ScriptedChannel second;
  public final Database database;
  private final World world;
  private final ChannelRegistry channels;
  private Dispatcher dispatcher;
  public Instant now = START;

  public Post(Databases databases) {
    this(databases, Map.of());
  }

  public Post(Databases databases, Map<String, Object> jobs) {
    this(databases, jobs, new ScriptedChannel("slack"), new ScriptedChannel("mail", false));
  }

  public Post(
      Databases databases,
      Map<String, Object> jobs,
      ScriptedChannel slack,
      ScriptedChannel second) {
    this.slack = slack;
    this.second = second;
    database = databases.create();
    Map<String, Object> properties = new LinkedHashMap<>(jobs);
    properties.put("nightjar.environment", "prod");
    world = World.on(database, START, properties);
    channels = new ChannelRegistry(List.of(slack, second));
    dispatcher = newDispatcher();
  }

  /** Another process, or the same after a restart. */
  Dispatcher newDispatcher() {
    DispatchRepository claims = new DispatchRepository(database.jdbc());
    return new Dispatcher(
        new DestinationRepository(database.jdbc(), database.dialect()),
        claims,
        channels,
        new MessageComposer(
            claims,
            world.get(IncidentRepository.class),
            world.get(NightjarProperties.class),
            world.get(JobCatalogue.class),
            world.get(IncidentMessages.class),
            world.get(KindWordings.class)),
        new Fallback(
            database.jdbc(),
            outbox(),
            channels,
            new AlertProperties(false, Duration.ofMinutes(2)),
            database.transactions()),
        database.transactions());
  }

  public void restart() {
    dispatcher = newDispatcher();
  }

  public Outbox outbox() {
    return Notifications.outbox(database);
  }

  public IncidentRepository incidents() {
    return world.get(IncidentRepository.class);
  }

  public Incident open(String job, IncidentKind kind) {
    return open(job, kind, now);
  }

  public Incident open(String job, IncidentKind kind, Instant occurrence) {
    Incident incident =
        IncidentFixture.of(job, kind, occurrence, now, UUID.randomUUID(), Incident.Evidence.NONE);
    List<Incident> opened = new ArrayList<>();
    database
        .transactions()
        .executeWithoutResult(
            status -> opened.addAll(IncidentFixture.open(incidents(), List.of(incident))));
    return opened.get(0);
  }

  /** What opens a thread. */
  public Notification opened(Incident incident, String place) {
    return turn(incident, place, "opened", "did not start", Message.Status.FIRING, null);
  }

  public Notification resolved(Incident incident, String place) {
    return turn(incident, place, "resolved", "is done", Message.Status.RESOLVED, incident.thread());
  }

  public Notification turn(
      Incident incident,
      String place,
      String transition,
      String what,
      Message.Status status,
      @Nullable UUID thread) {
    String name = incident.name();
    Message message = new Message(
            status,
            "[prod] " + name + " " + what,
            List.of(new Message.Fact("Expected", "now")),
            List.of())
        .withSummary(MessageText.of(name + " " + what))
        .withActions(List.of(new Message.Action(Message.Deed.RERUN, "Re-run", name)));
    return new Notification(
        thread == null ? incident.thread() : UUID.randomUUID(),
        Notification.About.of(incident),
        transition,
        new Destination("slack", place),
        thread,
        message,
        now);
  }

  /** The same, for another kind of channel. */
  Notification at(String kind, Notification turn) {
    return new Notification(
        turn.id(),
        turn.about(),
        turn.transition(),
        new Destination(kind, turn.destination().place()),
        turn.threadOf(),
        turn.message(),
        turn.createdAt());
  }

  public void add(Notification... notifications) {
    database.transactions().executeWithoutResult(status -> outbox().add(List.of(notifications)));
  }

  /** Steps until there is nothing to do at this instant. */
  void runDry() {
    for (int i = 0; dispatcher.step(now); i++) {
      assertThat(i).isLessThan(1_000);
    }
  }

  public void after(String duration) {
    now = now.plus(Duration.parse("PT" + duration));
    runDry();
  }

  /** Lets a duration pass, a second at a time. */
  void pass(Duration duration) {
    Instant end = now.plus(duration);
    while (now.isBefore(end)) {
      after("1S");
    }
  }

  boolean step() {
    return dispatcher.step(now);
  }

  @Nullable
  Instant nextDue() {
    return dispatcher.nextDue(now);
  }

  List<UndeliverableDestination> stuck() {
    return new DestinationRepository(database.jdbc(), database.dialect())
        .stuck(Duration.ofMinutes(2), now);
  }

  OutboxEntry entry(Notification notification) {
    return outbox().list(new OutboxQuery(null, null, null, 10_000)).stream()
        .filter(entry -> entry.notification().id().equals(notification.id()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    world.close();
    database.close();
  }
}
