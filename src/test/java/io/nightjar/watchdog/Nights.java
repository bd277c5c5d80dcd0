package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases.Database;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunQuery;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.ManualRuns;
import io.nightjar.ledger.run.Ping;
import io.nightjar.ledger.run.PingRecorder;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.OutboxEntry;
import io.nightjar.notification.outbox.OutboxQuery;
import io.nightjar.platform.sql.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A Nightjar whose nights a test walks through: with a clock that stands still between the steps. */
public final class Nights implements AutoCloseable {

  public static final Instant START = Instant.parse("2026-01-21T23:50:00Z");

  /** The first occurrence of the job; its start deadline is ten minutes later. */
  public static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");

  public static final Duration DAY = Duration.ofDays(1);
  public static final UUID ME = UUID.randomUUID();

  private World world;

  public Nights(Database database, Map<String, Object> properties) {
    world = World.on(database, START, properties);
    step();
  }

  /** One job, at five past midnight; reminders so rare that only who asks for them sees any. */
  public static Map<String, Object> oneJob(String... more) {
    Map<String, Object> properties = World.job("job", "0 5 0 * * *", "at-least", "2s");
    properties.put("nightjar.alert.remind-every", "400d");
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return properties;
  }

  @SafeVarargs
  public static Map<String, Object> with(Map<String, Object>... all) {
    Map<String, Object> merged = new LinkedHashMap<>();
    for (Map<String, Object> each : all) {
      merged.putAll(each);
    }
    return merged;
  }

  public World world() {
    return world;
  }

  public Instant now() {
    return world.now();
  }

  public void at(Instant now) {
    world.clock().set(now);
  }

  public void step() {
    stepAll(world);
  }

  public static void stepAll(World world) {
    for (int i = 0;
        i < 100 && world.get(Watchdog.class).step(EnumSet.allOf(WatchdogLane.class), world.now());
        i++) {
      assertThat(i).isLessThan(99);
    }
  }

  /** After a jump of the clock the evidence is read once more, five seconds later. */
  public void settledStep() {
    step();
    world.clock().advance(Duration.ofSeconds(5));
    step();
  }

  /** Time passes as it does for the loop, only in larger steps: from one thing that is due to the next. */
  public void passUntil(Instant until) {
    while (now().isBefore(until)) {
      Instant most = now().plusSeconds(59);
      Instant next = nextDue().filter(due -> due.isBefore(most)).orElse(most);
      Instant least = now().plusSeconds(5);
      Instant step = next.isBefore(least) ? least : next;
      at(step.isBefore(until) ? step : until);
      step();
    }
  }

  /** The same in steps of five seconds, for what is noticed only by looking several times. */
  public void passCloselyUntil(Instant until) {
    while (now().plusSeconds(5).isBefore(until)) {
      world.clock().advance(Duration.ofSeconds(5));
      step();
    }
    at(until);
    step();
  }

  private Optional<Instant> nextDue() {
    return world
        .database()
        .jdbc()
        .sql("""
        SELECT MIN(due) AS due FROM (
          SELECT MIN(next_check_at) AS due FROM expected_run WHERE next_check_at > :now
          UNION ALL SELECT MIN(next_check_at) FROM run WHERE next_check_at > :now
          UNION ALL SELECT MIN(follow_up_at) FROM incident WHERE follow_up_at > :now) all_due
        """)
        .param("now", SqlTime.bind(now()))
        .query((row, i) -> Optional.ofNullable(SqlTime.readNullable(row, "due")))
        .single();
  }

  /** Jumps there and lets the watchdog settle: for stretches in which nothing is to be seen. */
  public void jumpTo(Instant when) {
    at(when);
    settledStep();
  }

  public void restart(Instant now, Map<String, Object> properties) {
    world.close();
    world = World.on(world.database(), now, properties);
  }

  public void missTheNight() {
    passUntil(NIGHT.plusSeconds(601));
  }

  public Run fire(Instant occurrence) {
    return fire("job", occurrence);
  }

  Run fire(String job, Instant occurrence) {
    return runs().fire(job, occurrence, RunTrigger.SCHEDULE, ME, occurrence).orElseThrow();
  }

  Run request() {
    return request("job");
  }

  private Run request(String job) {
    return world
        .get(ManualRuns.class)
        .request(
            world.get(JobCatalogue.class).find(job).orElseThrow(),
            new RunRequest("alice", "it was missed", null),
            null,
            null,
            now());
  }

  /** The run of an occurrence, in its time, of thirty seconds. */
  public void succeed(Instant occurrence) {
    at(occurrence);
    Run run = fire(occurrence);
    runs().started(run.id(), now(), "scheduler");
    at(occurrence.plusSeconds(30));
    runs().finish(run.id(), RunResult.succeeded(null), now(), "scheduler");
    step();
  }

  public void succeedByHand() {
    succeedByHand("job");
  }

  public void succeedByHand(String job) {
    Run manual = request(job);
    ownership().take(manual.id(), ME);
    runs().started(manual.id(), now(), "scheduler");
    runs().finish(manual.id(), RunResult.succeeded(null), now().plusSeconds(30), "scheduler");
    at(now().plusSeconds(30));
    step();
  }

  void failByHand(String job, String cause) {
    Run manual = request(job);
    ownership().take(manual.id(), ME);
    runs().started(manual.id(), now(), "scheduler");
    step();
    runs().finish(manual.id(), RunResult.failed(cause, null), now(), "scheduler");
    step();
  }

  public void ping(HeartbeatKind kind, UUID rid) {
    world.get(PingRecorder.class).record(new Ping("job", kind, rid, null, null, now()));
  }

  RunOwnership ownership() {
    return world.get(RunOwnership.class);
  }

  public RunRecorder runs() {
    return world.get(RunRecorder.class);
  }

  public ExpectedState stateOf(Instant occurrence) {
    return stateOf("job", occurrence);
  }

  public ExpectedState stateOf(String job, Instant occurrence) {
    return world
        .get(ExpectedRunRepository.class)
        .find(new ExpectedRunQuery(occurrence, occurrence.plusMillis(1), job, null, 1))
        .stream()
        .map(ExpectedRun::state)
        .findFirst()
        .orElseThrow();
  }

  public List<Incident> incidents(boolean open) {
    return world.get(IncidentRepository.class).list(new IncidentQuery(open, null, 1_000));
  }

  /** The one that is open. */
  public Incident incident() {
    assertThat(incidents(true)).hasSize(1);
    return incidents(true).get(0);
  }

  /** What was said, oldest first: {@code opened: [test] job did not start}. */
  public List<String> told() {
    return notifications().stream()
        .map(it -> it.transition() + ": " + it.message().headline())
        .toList();
  }

  public List<Notification> notifications() {
    List<Notification> all = new ArrayList<>(
        world.get(Outbox.class).list(new OutboxQuery(null, null, null, 10_000)).stream()
            .map(OutboxEntry::notification)
            .toList());
    Collections.reverse(all);
    return all;
  }

  Notification last() {
    List<Notification> all = notifications();
    return all.get(all.size() - 1);
  }

  Message lastMessage() {
    return last().message();
  }

  /** All that the last message says, a fact a line. */
  public String lastText() {
    return PlainTextRenderer.of(lastMessage());
  }

  List<UUID> threads() {
    return notifications().stream()
        .map(it -> it.threadOf() == null ? it.id() : it.threadOf())
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    world.close();
    world.database().close();
  }
}
