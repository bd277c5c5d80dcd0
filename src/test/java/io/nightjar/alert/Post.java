package io.nightjar.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Incidents;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.NightjarSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An outbox, a dispatcher that is stepped by hand, and channels that do as they are told. */
final class Post implements AutoCloseable {

  static final Instant START = Instant.parse("2026-01-22T00:10:00Z");

  final ScriptedChannel slack;
  final ScriptedChannel second;
  final Database database;
  private final World world;
  private final Channels channels;
  private Dispatcher dispatcher;
  Instant now = START;

  Post(Databases databases) {
    this(databases, Map.of());
  }

  Post(Databases databases, Map<String, Object> jobs) {
    this(databases, jobs, new ScriptedChannel("slack"), new ScriptedChannel("mail", false));
  }

  Post(
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
    channels = new Channels(List.of(slack, second));
    dispatcher = newDispatcher();
  }

  /** Another process, or the same after a restart. */
  Dispatcher newDispatcher() {
    Claims claims = new Claims(database.jdbc());
    return new Dispatcher(
        new Outlets(database.jdbc()),
        claims,
        channels,
        new Composer(
            claims,
            world.get(Incidents.class),
            world.get(NightjarSettings.class),
            world.get(JobCatalogue.class)),
        new FallBack(
            database.jdbc(),
            outbox(),
            channels,
            new AlertSettings(false, Duration.ofMinutes(2)),
            database.transactions()),
        database.transactions());
  }

  void restart() {
    dispatcher = newDispatcher();
  }

  Outbox outbox() {
    return Notifications.outbox(database);
  }

  Incidents incidents() {
    return world.get(Incidents.class);
  }

  Incident open(String job, IncidentKind kind) {
    return open(job, kind, now);
  }

  Incident open(String job, IncidentKind kind, Instant occurrence) {
    Incident incident =
        Incident.of(job, kind, occurrence, now, UUID.randomUUID(), Incident.Evidence.NONE);
    List<Incident> opened = new ArrayList<>();
    database
        .transactions()
        .executeWithoutResult(status -> opened.addAll(incidents().open(List.of(incident))));
    return opened.get(0);
  }

  /** What opens a thread. */
  Notification opened(Incident incident, String place) {
    return turn(incident, place, "opened", "did not start", Message.Tone.BAD, null);
  }

  Notification resolved(Incident incident, String place) {
    return turn(incident, place, "resolved", "is done", Message.Tone.GOOD, incident.thread());
  }

  Notification turn(
      Incident incident,
      String place,
      String transition,
      String what,
      Message.Tone tone,
      @Nullable UUID thread) {
    String name = incident.name();
    Message message = new Message(
            tone,
            "[prod] " + name + " " + what,
            List.of(new Message.Fact("Expected", "now")),
            List.of())
        .withSummary(name + " " + what)
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

  void add(Notification... notifications) {
    database.transactions().executeWithoutResult(status -> outbox().add(List.of(notifications)));
  }

  /** Steps until there is nothing to do at this instant. */
  void runDry() {
    for (int i = 0; dispatcher.step(now); i++) {
      assertThat(i).isLessThan(1_000);
    }
  }

  void after(String duration) {
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

  List<Stuck> stuck() {
    return new Outlets(database.jdbc()).stuck(Duration.ofMinutes(2), now);
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
