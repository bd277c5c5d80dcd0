package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.ExpectedRun;
import io.nightjar.ledger.ExpectedRunQuery;
import io.nightjar.ledger.ExpectedRuns;
import io.nightjar.ledger.ExpectedState;
import io.nightjar.ledger.ExternalRuns;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.HeartbeatKind;
import io.nightjar.ledger.Instance;
import io.nightjar.ledger.Instances;
import io.nightjar.ledger.JobRecords;
import io.nightjar.ledger.ManualRuns;
import io.nightjar.ledger.Outcome;
import io.nightjar.ledger.Ping;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.RunRequest;
import io.nightjar.ledger.RunTrigger;
import io.nightjar.ledger.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the watchdog decides, stepped by hand with a clock that stands still in between. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class WatchdogTest {

  private static final Instant START = Instant.parse("2026-01-21T23:50:00Z");
  private static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final UUID ME = UUID.randomUUID();

  @Parameter
  Databases databases;

  private World world;

  @BeforeEach
  void setUp() {
    world = World.on(databases.create(), START, World.job("job", "0 5 0 * * *", "at-least", "2s"));
    step();
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
  }

  @Test
  void a_good_night_is_silent() {
    Run run = fire(NIGHT);
    at(NIGHT.plusSeconds(1));
    runs().started(run.id(), world.now(), "scheduler");
    step();
    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.RUNNING);
    at(NIGHT.plusSeconds(300));
    runs().finish(run.id(), Finish.succeeded(null), world.now(), "scheduler");
    step();

    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.MET);
    passUntil(NIGHT.plus(Duration.ofHours(3)));
    assertThat(told()).isEmpty();
    assertThat(world.get(JobRecords.class).find("job").orElseThrow().dataAsOf()).isEqualTo(NIGHT);
  }

  @Test
  void a_run_that_does_not_start_is_told_once_right_after_its_deadline() {
    passUntil(NIGHT.plusSeconds(600));
    assertThat(told()).isEmpty();

    at(NIGHT.plusSeconds(600).plusNanos(1_000));
    step();
    assertThat(told()).containsExactly("opened: [test] job did not start");
    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.MISSED);

    passUntil(NIGHT.plus(Duration.ofHours(20)));
    assertThat(told()).hasSize(1);
  }

  @Test
  void evidence_exactly_at_the_deadline_is_on_time() {
    at(NIGHT.plusSeconds(600));
    Run run = runs().fire("job", NIGHT, RunTrigger.SCHEDULE, ME, world.now()).orElseThrow();
    runs().started(run.id(), world.now(), "scheduler");
    at(NIGHT.plusSeconds(601));
    step();
    at(NIGHT.plusSeconds(7_200));
    runs().finish(run.id(), Finish.succeeded(null), world.now(), "scheduler");
    at(NIGHT.plusSeconds(7_201));
    step();

    assertThat(told()).isEmpty();
    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.MET);
  }

  @Test
  void a_late_run_is_one_recovery_in_the_thread_and_stays_late() {
    missTheNight();
    at(NIGHT.plusSeconds(1_440));
    Run run = runs().fire("job", NIGHT, RunTrigger.CATCH_UP, ME, world.now()).orElseThrow();
    runs().started(run.id(), world.now(), "scheduler");
    step();
    assertThat(told()).hasSize(1);
    at(NIGHT.plusSeconds(1_500));
    runs().finish(run.id(), Finish.succeeded(null), world.now(), "scheduler");
    step();

    assertThat(told())
        .containsExactly(
            "opened: [test] job did not start", "resolved: [test] job is done, 14 min late");
    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.MET_LATE);
    assertThat(threads()).hasSize(1);
    assertThat(incidents(false))
        .extracting(it -> it.ending().resolution())
        .containsExactly(Resolution.LATE_RUN);
  }

  @Test
  void a_hung_run_is_overdue_and_told_once() {
    Run run = fire(NIGHT);
    runs().started(run.id(), NIGHT, "scheduler");
    at(NIGHT.plusSeconds(7_200));
    step();
    assertThat(told()).isEmpty();
    at(NIGHT.plusSeconds(7_200).plusNanos(1_000));
    step();
    passUntil(NIGHT.plus(Duration.ofHours(20)));

    assertThat(told()).containsExactly("opened: [test] job has not finished in time");
    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.OVERDUE);
  }

  @Test
  void a_failure_is_told_at_once_and_a_second_one_again_in_its_thread() {
    Run run = fire(NIGHT);
    runs().started(run.id(), NIGHT, "scheduler");
    runs()
        .finish(
            run.id(),
            Finish.failed("exit status 3", "no space left"),
            NIGHT.plusSeconds(1),
            "scheduler");
    at(NIGHT.plusSeconds(1));
    step();
    assertThat(told()).containsExactly("opened: [test] job failed");

    at(NIGHT.plusSeconds(900));
    Run manual = request();
    runs().take(manual.id(), ME);
    runs().started(manual.id(), world.now(), "scheduler");
    step();
    runs().finish(manual.id(), Finish.failed("exit status 4", null), world.now(), "scheduler");
    step();

    assertThat(told())
        .containsExactly("opened: [test] job failed", "again: [test] job failed again");
    assertThat(threads()).hasSize(1);
    assertThat(incidents(true)).hasSize(1);
  }

  @Test
  void a_run_by_hand_recovers_the_data_and_does_not_prove_the_schedule() {
    missTheNight();
    at(NIGHT.plusSeconds(3_600));
    succeedByHand();

    assertThat(told()).hasSize(2).last().asString().contains("is done");
    assertThat(lastMessage())
        .contains("run by hand, by alice")
        .contains("that the schedule works again");
    var record = world.get(JobRecords.class).find("job").orElseThrow();
    assertThat(record.dataAsOf()).isEqualTo(NIGHT);
    assertThat(record.lastScheduledStart()).isNull();
  }

  @Test
  void one_success_after_three_missed_nights_supersedes_the_earlier_ones() {
    missTheNight();
    at(NIGHT.plus(DAY).plusSeconds(601));
    settledStep();
    at(NIGHT.plus(DAY.multipliedBy(2)).plusSeconds(601));
    settledStep();
    assertThat(incidents(true)).hasSize(3);

    at(NIGHT.plus(DAY.multipliedBy(2)).plusSeconds(3_600));
    succeedByHand();

    assertThat(incidents(true)).isEmpty();
    assertThat(incidents(false))
        .extracting(it -> it.ending().resolution())
        .containsExactly(Resolution.MANUAL_RUN, Resolution.SUPERSEDED, Resolution.SUPERSEDED);
    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.MISSED);
    assertThat(stateOf(NIGHT.plus(DAY))).isEqualTo(ExpectedState.MISSED);
    assertThat(stateOf(NIGHT.plus(DAY.multipliedBy(2)))).isEqualTo(ExpectedState.MET_LATE);
  }

  @Test
  void nights_that_passed_while_everything_was_down_are_judged_at_the_start() {
    world
        .get(Instances.class)
        .register(new Instance(ME, "old", "1", true, true, START, 0, START, null, null));
    restart(NIGHT.plus(Duration.ofDays(4)).plusSeconds(900));
    step();

    assertThat(incidents(true)).hasSize(5).allMatch(it -> it.kind() == IncidentKind.NOT_STARTED);
    assertThat(lastMessage()).contains("Nightjar was down or blind from");
  }

  @Test
  void a_clock_that_jumps_forward_reads_the_evidence_once_more() {
    at(NIGHT.plusSeconds(3_600));
    step();
    assertThat(told()).isEmpty();

    Run run =
        runs().fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT.plusSeconds(1)).orElseThrow();
    runs().started(run.id(), NIGHT.plusSeconds(2), "scheduler");
    runs().finish(run.id(), Finish.succeeded(null), NIGHT.plusSeconds(9), "scheduler");
    at(NIGHT.plusSeconds(3_605));
    step();
    assertThat(told()).isEmpty();
    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.MET);
  }

  @Test
  void a_clock_that_jumps_forward_and_finds_nothing_tells_five_seconds_later() {
    at(NIGHT.plusSeconds(3_600));
    settledStep();

    assertThat(told()).containsExactly("opened: [test] job did not start");
  }

  @Test
  void a_clock_that_jumps_back_announces_nothing_twice() {
    missTheNight();
    at(START);
    step();
    passUntil(NIGHT.plusSeconds(700));

    assertThat(told()).hasSize(1);
    assertThat(incidents(true)).hasSize(1);
  }

  @Test
  void two_that_watch_at_once_tell_it_once() {
    Map<String, Object> jobs = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      jobs.putAll(World.job("job-" + i, "0 5 0 * * *"));
    }
    jobs.putAll(World.job("job", "0 5 0 * * *", "at-least", "2s"));
    restart(START.plusSeconds(60), jobs);
    step();
    step();
    step();
    try (World other = World.on(world.database(), START.plusSeconds(60), jobs)) {
      other.get(Watchdog.class).step(other.now());
      for (World each : List.of(world, other)) {
        each.clock().set(NIGHT.plusSeconds(601));
        each.get(Watchdog.class).step(NIGHT.plusSeconds(601));
        each.clock().set(NIGHT.plusSeconds(607));
      }
      CompletableFuture<Void> both = CompletableFuture.allOf(
          CompletableFuture.runAsync(() -> stepAll(world)),
          CompletableFuture.runAsync(() -> stepAll(other)));
      both.join();
    }

    assertThat(told()).hasSize(201).doesNotHaveDuplicates();
    assertThat(incidents(true)).hasSize(201);
  }

  @Test
  void a_row_that_cannot_be_judged_is_put_off_and_the_others_are_judged() {
    restart(
        START.plusSeconds(60),
        with(World.job("job", "0 5 0 * * *"), World.job("sick", "0 5 0 * * *")));
    step();
    Run run = runs().fire("sick", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    world
        .database()
        .jdbc()
        .sql("UPDATE run SET outcome = 'nonsense' WHERE id = ?")
        .param(run.id())
        .update();
    at(NIGHT.plusSeconds(601));
    settledStep();

    assertThat(told()).containsExactly("opened: [test] job did not start");
    assertThat(stateOf("sick", NIGHT)).isEqualTo(ExpectedState.AWAITING);
  }

  @Test
  void the_finish_of_a_run_that_spans_the_next_occurrence_is_its_own() {
    UUID rid = UUID.randomUUID();
    at(NIGHT);
    ping(HeartbeatKind.STARTED, rid);
    at(NIGHT.plus(Duration.ofHours(3)));
    settledStep();
    assertThat(told()).containsExactly("opened: [test] job has not finished in time");
    at(NIGHT.plus(DAY).plusSeconds(5));
    ping(HeartbeatKind.STARTED, UUID.randomUUID());
    at(NIGHT.plus(DAY).plusSeconds(60));
    ping(HeartbeatKind.SUCCEEDED, rid);
    settledStep();

    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.MET_LATE);
    assertThat(stateOf(NIGHT.plus(DAY))).isEqualTo(ExpectedState.RUNNING);
  }

  @Test
  void a_run_whose_instance_died_is_told_as_soon_as_that_is_known() {
    Instances instances = world.get(Instances.class);
    passUntil(NIGHT);
    instances.register(
        new Instance(ME, "ip-10-0-0-1", "1", true, false, NIGHT, 0, NIGHT, null, null));
    Run run = fire(NIGHT);
    runs().started(run.id(), NIGHT, "scheduler");
    passUntil(NIGHT.plusSeconds(20));
    instances.pulse(ME, NIGHT.plusSeconds(20));
    passUntil(NIGHT.plusSeconds(50));
    assertThat(told()).isEmpty();
    passUntil(NIGHT.plusSeconds(60));

    assertThat(told()).containsExactly("opened: [test] job failed");
    assertThat(lastMessage()).contains("ip-10-0-0-1").contains("died");
    assertThat(runs().find(run.id()).orElseThrow().outcome()).isEqualTo(Outcome.LOST);
  }

  @Test
  void a_run_that_can_be_followed_waits_a_minute_for_an_instance_that_adopts_it() {
    Instances instances = world.get(Instances.class);
    passUntil(NIGHT);
    instances.register(new Instance(ME, "a", "1", true, false, NIGHT, 0, NIGHT, null, null));
    Run run = fire(NIGHT);
    runs().started(run.id(), NIGHT, "scheduler");
    runs().followable(run.id(), "{}");
    passUntil(NIGHT.plusSeconds(85));
    assertThat(told()).isEmpty();
    passUntil(NIGHT.plusSeconds(120));

    assertThat(told()).containsExactly("opened: [test] job failed");
  }

  @Test
  void a_job_that_leaves_the_catalogue_is_told_once_and_so_is_its_return() {
    restart(START.plusSeconds(60), World.job("other", "0 5 0 * * *"));
    step();
    restart(START.plusSeconds(120), World.job("other", "0 5 0 * * *"));
    step();
    assertThat(told())
        .containsExactly(
            "opened: [test] job is no longer watched: it is gone from the configuration");

    restart(
        START.plusSeconds(180),
        with(World.job("other", "0 5 0 * * *"), World.job("job", "0 5 0 * * *")));
    step();
    assertThat(told()).hasSize(2).last().isEqualTo("resolved: [test] job is watched again");
    assertThat(incidents(true)).isEmpty();
  }

  @Test
  void an_incident_that_is_resolved_by_hand_says_so_in_its_thread_once() {
    missTheNight();
    IncidentDesk desk = world.get(IncidentDesk.class);
    long incident = incidents(true).get(0).id();

    assertThat(desk.resolve(incident, "alice", world.now())).isTrue();
    assertThat(desk.resolve(incident, "bob", world.now())).isFalse();

    assertThat(told()).hasSize(2).last().isEqualTo("resolved: [test] job was marked as resolved");
    assertThat(lastMessage()).contains("resolved by hand, by alice");
    assertThat(threads()).hasSize(1);
  }

  @Test
  void a_success_that_was_too_quick_is_told() {
    Run run = fire(NIGHT);
    runs().started(run.id(), NIGHT, "scheduler");
    runs().finish(run.id(), Finish.succeeded(null), NIGHT.plusMillis(400), "scheduler");
    at(NIGHT.plusSeconds(1));
    step();

    assertThat(told())
        .containsExactly("opened: [test] job ended too quickly to have done its work");
    assertThat(lastMessage()).contains("after 0.4 s").contains("at least 2 s");
    assertThat(world.get(JobRecords.class).find("job").orElseThrow().dataAsOf()).isNull();
  }

  @Test
  void evidence_that_is_being_written_is_waited_for() {
    at(NIGHT.plusSeconds(600));
    step();
    world.database().transactions().executeWithoutResult(status -> {
      Run run = fire(NIGHT);
      runs().started(run.id(), NIGHT.plusSeconds(600), "scheduler");
      at(NIGHT.plusSeconds(601));
      CompletableFuture.runAsync(this::step).join();
      assertThat(told()).isEmpty();
    });
    step();

    assertThat(told()).isEmpty();
    assertThat(stateOf(NIGHT)).isEqualTo(ExpectedState.RUNNING);
  }

  private void missTheNight() {
    passUntil(NIGHT.plusSeconds(601));
    assertThat(told()).hasSize(1);
  }

  private void succeedByHand() {
    Run manual = request();
    runs().take(manual.id(), ME);
    runs().started(manual.id(), world.now(), "scheduler");
    runs().finish(manual.id(), Finish.succeeded(null), world.now().plusSeconds(30), "scheduler");
    at(world.now().plusSeconds(30));
    step();
  }

  private Run request() {
    return world
        .get(ManualRuns.class)
        .request(
            world.get(JobCatalogue.class).find("job").orElseThrow(),
            new RunRequest("alice", "it was missed", null),
            null,
            null,
            world.now());
  }

  private void ping(HeartbeatKind kind, UUID rid) {
    world.get(ExternalRuns.class).record(new Ping("job", kind, rid, null, null, world.now()));
  }

  private Run fire(Instant occurrence) {
    return runs().fire("job", occurrence, RunTrigger.SCHEDULE, ME, occurrence).orElseThrow();
  }

  private Runs runs() {
    return world.get(Runs.class);
  }

  private void at(Instant now) {
    world.clock().set(now);
  }

  private void step() {
    stepAll(world);
  }

  private static void stepAll(World world) {
    for (int i = 0; i < 100 && world.get(Watchdog.class).step(world.now()); i++) {
      assertThat(i).isLessThan(99);
    }
  }

  /** After a jump of the clock the evidence is read once more, five seconds later. */
  private void settledStep() {
    step();
    world.clock().advance(Duration.ofSeconds(5));
    step();
  }

  /** Time passes as it does for the loop, only in larger steps. */
  private void passUntil(Instant until) {
    Duration stride = Duration.between(world.now(), until).compareTo(Duration.ofHours(1)) > 0
        ? Duration.ofSeconds(59)
        : Duration.ofSeconds(5);
    while (world.now().plus(stride).isBefore(until)) {
      world.clock().advance(stride);
      step();
    }
    at(until);
    step();
  }

  private void restart(Instant now) {
    restart(now, World.job("job", "0 5 0 * * *", "at-least", "2s"));
  }

  private void restart(Instant now, Map<String, Object> properties) {
    world.close();
    world = World.on(world.database(), now, properties);
  }

  @SafeVarargs
  private static Map<String, Object> with(Map<String, Object>... all) {
    Map<String, Object> merged = new LinkedHashMap<>();
    for (Map<String, Object> each : all) {
      merged.putAll(each);
    }
    return merged;
  }

  private ExpectedState stateOf(Instant occurrence) {
    return stateOf("job", occurrence);
  }

  private ExpectedState stateOf(String job, Instant occurrence) {
    return world
        .get(ExpectedRuns.class)
        .find(new ExpectedRunQuery(occurrence, occurrence.plusMillis(1), job, null, 1))
        .stream()
        .map(ExpectedRun::state)
        .findFirst()
        .orElseThrow();
  }

  private List<Incident> incidents(boolean open) {
    return world.get(Incidents.class).list(new IncidentQuery(open, null, 1_000));
  }

  private List<String> told() {
    return world
        .database()
        .jdbc()
        .sql("SELECT transition, message FROM notification ORDER BY created_at, seq")
        .query((row, number) ->
            row.getString("transition") + ": " + headline(row.getString("message")))
        .list();
  }

  private List<UUID> threads() {
    return world
        .database()
        .jdbc()
        .sql("SELECT DISTINCT COALESCE(thread_of, id) FROM notification")
        .query(UUID.class)
        .list();
  }

  private String lastMessage() {
    return world
        .database()
        .jdbc()
        .sql("SELECT message FROM notification ORDER BY seq DESC FETCH FIRST 1 ROWS ONLY")
        .query(String.class)
        .single();
  }

  private static String headline(String json) {
    return json.replaceAll(".*\"headline\":\"([^\"]*)\".*", "$1");
  }
}
