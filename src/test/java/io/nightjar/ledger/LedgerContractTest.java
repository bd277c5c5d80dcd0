package io.nightjar.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What every repository of the ledger does, on every database, whatever the zone of its sessions. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class LedgerContractTest {

  private static final Instant START = Instant.parse("2026-01-21T13:15:00Z");
  private static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");
  private static final Instant NEXT_NIGHT = Instant.parse("2026-01-23T00:05:00Z");
  private static final UUID ME = UUID.randomUUID();

  @Parameter
  Databases databases;

  private World world;
  private Runs runs;
  private ManualRuns manualRuns;
  private ExternalRuns externalRuns;
  private ExpectedRuns expectedRuns;
  private JobRecords records;

  @BeforeEach
  void setUp() {
    world = World.on(databases.create(), START, World.job("job", "0 5 0 * * *"));
    bindFronts();
    records.align(world.get(JobCatalogue.class), START);
    extend(START);
  }

  private void bindFronts() {
    runs = world.get(Runs.class);
    manualRuns = world.get(ManualRuns.class);
    externalRuns = world.get(ExternalRuns.class);
    expectedRuns = world.get(ExpectedRuns.class);
    records = world.get(JobRecords.class);
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
  }

  @Test
  void instants_survive_to_the_microsecond() {
    Instant odd = Instant.parse("2026-03-29T01:00:00.123457Z");
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, odd).orElseThrow();

    assertThat(run.firedAt()).isEqualTo(odd);
    assertThat(run.occurrence()).isEqualTo(NIGHT);
    assertThat(runs.find(run.id())).contains(run);
  }

  @Test
  void an_occurrence_is_fired_once_whoever_else_tries() {
    assertThat(runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT)).isPresent();

    assertThat(runs.fire("job", NIGHT, RunTrigger.SCHEDULE, UUID.randomUUID(), NIGHT))
        .isEmpty();
    assertThat(runs.fire("job", NIGHT, RunTrigger.CATCH_UP, ME, NIGHT)).isEmpty();
    assertThat(runs.skip("job", NIGHT, RunTrigger.SCHEDULE, Finish.skipped("why"), ME, NIGHT))
        .isFalse();
    assertThat(runs.answering("job", NIGHT)).hasSize(1);
    assertThat(runs.fire("job", NEXT_NIGHT, RunTrigger.SCHEDULE, ME, NEXT_NIGHT))
        .isPresent();
  }

  @Test
  void of_many_that_fire_the_same_occurrence_at_once_one_does() throws Exception {
    List<Optional<Run>> results =
        atOnce(8, () -> runs.fire("job", NIGHT, RunTrigger.SCHEDULE, UUID.randomUUID(), NIGHT));

    assertThat(results).filteredOn(Optional::isPresent).hasSize(1);
    Run run = runs.answering("job", NIGHT).get(0);
    assertThat(runs.heartbeats(run.id()))
        .extracting(Heartbeat::kind)
        .containsExactly(HeartbeatKind.FIRED);
  }

  @Test
  void a_run_is_recorded_from_its_firing_to_its_finish() {
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    runs.started(run.id(), NIGHT.plusSeconds(1), "scheduler");
    runs.log(run.id(), NIGHT.plusSeconds(2), "scheduler", "half way");
    boolean ended = runs.finish(
        run.id(),
        new Finish(Outcome.FAILED, "exit status 3", "last words", 3),
        NIGHT.plusSeconds(9),
        "scheduler");

    Run read = runs.find(run.id()).orElseThrow();
    assertThat(ended).isTrue();
    assertThat(read.duration()).isEqualTo(Duration.ofSeconds(8));
    assertThat(read.finish())
        .isEqualTo(new Finish(Outcome.FAILED, "exit status 3", "last words", 3));
    assertThat(runs.heartbeats(run.id()))
        .extracting(Heartbeat::kind)
        .containsExactly(
            HeartbeatKind.FIRED, HeartbeatKind.STARTED, HeartbeatKind.LOG, HeartbeatKind.FAILED);
  }

  @Test
  void each_heartbeat_makes_its_expected_run_due() {
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();

    assertThat(due(NIGHT)).extracting(ExpectedRun::occurrence).containsExactly(NIGHT);
    settle(NIGHT);
    assertThat(due(NIGHT)).isEmpty();
    runs.started(run.id(), NIGHT.plusSeconds(1), "scheduler");
    assertThat(due(NIGHT.plusSeconds(1))).hasSize(1);
    settle(NIGHT.plusSeconds(1));
    runs.finish(run.id(), Finish.succeeded(null), NIGHT.plusSeconds(2), "scheduler");
    assertThat(due(NIGHT.plusSeconds(2))).hasSize(1);
  }

  @Test
  void a_terminal_run_never_goes_back_and_says_what_it_heard() {
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    runs.finish(run.id(), Finish.succeeded(null), NIGHT.plusSeconds(5), "scheduler");

    assertThat(runs.finish(run.id(), Finish.failed("late", null), NIGHT.plusSeconds(6), "ping"))
        .isFalse();
    runs.started(run.id(), NIGHT.plusSeconds(7), "ping");

    Run read = runs.find(run.id()).orElseThrow();
    assertThat(read.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(read.finishedAt()).isEqualTo(NIGHT.plusSeconds(5));
    assertThat(read.startedAt()).isNull();
    assertThat(runs.heartbeats(run.id())).hasSize(4);
  }

  @Test
  void what_was_lost_may_turn_out_to_have_ended_otherwise() {
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    runs.finish(
        run.id(), new Finish(Outcome.LOST, "died", null, null), NIGHT.plusSeconds(40), "watchdog");

    assertThat(runs.finish(run.id(), Finish.succeeded(null), NIGHT.plusSeconds(60), "scheduler"))
        .isTrue();
    assertThat(runs.find(run.id()).orElseThrow().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void text_of_jobs_is_bounded_and_holds_nothing_that_a_database_refuses() {
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    String huge = "\0a😀".repeat(100_000);
    runs.log(run.id(), NIGHT, "scheduler", huge);
    runs.finish(run.id(), Finish.failed(huge, huge), NIGHT, "scheduler");

    Finish finish = runs.find(run.id()).orElseThrow().finish();
    assertThat(finish.cause()).hasSizeBetween(900, 1_000).doesNotContain("\0");
    assertThat(finish.excerpt()).hasSizeBetween(1_900, 2_000);
    assertThat(Character.isLowSurrogate(finish.excerpt().charAt(0))).isFalse();
  }

  @Test
  void only_the_schedule_proves_that_the_schedule_works() {
    Run manual = request(null);
    runs.started(manual.id(), NIGHT.plusSeconds(1), "scheduler");
    assertThat(records.find("job").orElseThrow().lastScheduledStart()).isNull();

    Run scheduled =
        runs.fire("job", NEXT_NIGHT, RunTrigger.SCHEDULE, ME, NEXT_NIGHT).orElseThrow();
    runs.started(scheduled.id(), NEXT_NIGHT.plusSeconds(1), "scheduler");
    assertThat(records.find("job").orElseThrow().lastScheduledStart())
        .isEqualTo(NEXT_NIGHT.plusSeconds(1));
  }

  @Test
  void a_manual_run_answers_the_latest_occurrence_that_is_not_met() {
    world.clock().set(NEXT_NIGHT.plusSeconds(3_600));
    assertThat(request(null).occurrence()).isEqualTo(NEXT_NIGHT);
  }

  @Test
  void a_manual_run_answers_the_occurrence_that_is_named() {
    world.clock().set(NEXT_NIGHT.plusSeconds(3_600));
    Run run =
        manualRuns.request(job(), new RunRequest("alice", null, null), NIGHT, null, world.now());

    assertThat(run.occurrence()).isEqualTo(NIGHT);
    assertThatThrownBy(() -> manualRuns.request(
            job(), new RunRequest("alice", null, null), NIGHT.plusSeconds(1), "k", world.now()))
        .isInstanceOf(RunInProgressException.class);
  }

  @Test
  void an_occurrence_that_is_not_expected_is_refused() {
    assertThatThrownBy(() -> manualRuns.request(
            job(), new RunRequest("alice", null, null), NIGHT.plusSeconds(1), null, world.now()))
        .isInstanceOf(UnknownOccurrenceException.class)
        .hasMessageContaining("2026-01-22T00:05:01Z");
  }

  @Test
  void of_many_manual_requests_at_once_one_runs_and_a_repeated_key_gets_the_same_run()
      throws Exception {
    Set<UUID> ids = ConcurrentHashMap.newKeySet();
    List<Boolean> accepted = atOnce(8, () -> {
      try {
        ids.add(manualRuns
            .request(job(), new RunRequest("alice", "r", null), null, "same", world.now())
            .id());
        return true;
      } catch (RunInProgressException e) {
        return false;
      }
    });

    assertThat(accepted).containsOnly(true);
    assertThat(ids).hasSize(1);
    assertThatThrownBy(() -> request("other")).isInstanceOf(RunInProgressException.class);
  }

  @Test
  void a_requested_run_is_taken_once() {
    Run run = request(null);
    assertThat(runs.untaken(world.now().plusSeconds(5)))
        .extracting(Run::id)
        .containsExactly(run.id());

    assertThat(runs.take(run.id(), ME)).isPresent();
    assertThat(runs.take(run.id(), UUID.randomUUID())).isEmpty();
    assertThat(runs.untaken(world.now().plusSeconds(5))).isEmpty();
  }

  @Test
  void a_run_that_can_be_followed_is_adopted_once_from_an_instance_that_is_gone() {
    Instances instances = world.get(Instances.class);
    instances.register(new Instance(ME, "a", "1", true, true, START, 0, START, null, null));
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    runs.followable(run.id(), "{}");
    assertThat(runs.adoptable()).isEmpty();

    assertThat(instances.lose(instances.find(ME).orElseThrow(), NIGHT)).isTrue();
    Run left = runs.adoptable().get(0);
    UUID other = UUID.randomUUID();
    assertThat(runs.adopt(left, other)).isTrue();
    assertThat(runs.adopt(left, UUID.randomUUID())).isFalse();
    runs.release(left.id(), other);
    assertThat(runs.adoptable()).extracting(Run::id).containsExactly(left.id());
  }

  @Test
  void an_instance_that_shows_a_pulse_is_not_given_up() {
    Instances instances = world.get(Instances.class);
    instances.register(new Instance(ME, "a", "1", true, true, START, 0, START, null, null));
    Instance seen = instances.find(ME).orElseThrow();
    instances.pulse(ME, Vitals.NONE, START.plusSeconds(5));

    assertThat(instances.lose(seen, NIGHT)).isFalse();
    assertThat(instances.lastWatched(UUID.randomUUID())).contains(START.plusSeconds(5));
    assertThat(instances.lastWatched(ME)).isEmpty();
  }

  @Test
  void a_job_elsewhere_reports_without_run_ids() {
    UUID run = ping(HeartbeatKind.STARTED, null, NIGHT.plusSeconds(5));
    assertThat(ping(HeartbeatKind.LOG, null, NIGHT.plusSeconds(6))).isEqualTo(run);
    assertThat(ping(HeartbeatKind.SUCCEEDED, null, NIGHT.plusSeconds(60))).isEqualTo(run);

    Run read = runs.find(run).orElseThrow();
    assertThat(read.occurrence()).isEqualTo(NIGHT);
    assertThat(read.trigger()).isEqualTo(RunTrigger.EXTERNAL);
    assertThat(read.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void the_same_finish_twice_is_one_run() {
    UUID run = ping(HeartbeatKind.SUCCEEDED, null, NIGHT.plusSeconds(60));

    assertThat(ping(HeartbeatKind.SUCCEEDED, null, NIGHT.plusSeconds(61))).isEqualTo(run);
    assertThat(runs.answering("job", NIGHT)).hasSize(1);
  }

  @Test
  void a_heartbeat_shortly_before_the_occurrence_counts_for_it() {
    UUID run = ping(HeartbeatKind.STARTED, null, NIGHT.minusSeconds(60));

    assertThat(runs.find(run).orElseThrow().occurrence()).isEqualTo(NIGHT);
    UUID tooEarly = ping(HeartbeatKind.SUCCEEDED, UUID.randomUUID(), NIGHT.minusSeconds(61));
    assertThat(runs.find(tooEarly).orElseThrow().occurrence()).isNull();
  }

  @Test
  void shortly_before_the_next_occurrence_a_run_that_could_still_be_in_time_is_the_earlier_ones() {
    world.close();
    world =
        World.on(databases.create(), START, World.job("hourly", "0 0 * * * *", "early-by", "5m"));
    bindFronts();
    records.align(world.get(JobCatalogue.class), START);
    extend(START);
    Instant threeOClock = Instant.parse("2026-01-21T15:00:00Z");

    UUID run = externalRuns.record(
        new Ping("hourly", HeartbeatKind.STARTED, null, null, null, threeOClock.minusSeconds(10)));

    assertThat(runs.find(run).orElseThrow().occurrence())
        .isEqualTo(threeOClock.minusSeconds(3_600));
  }

  @Test
  void overlapping_runs_are_told_apart_and_a_finish_belongs_to_its_own_run() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    UUID firstRun = ping(HeartbeatKind.STARTED, first, NIGHT.plusSeconds(1));
    UUID secondRun = ping(HeartbeatKind.STARTED, second, NEXT_NIGHT.plusSeconds(1));

    assertThat(ping(HeartbeatKind.SUCCEEDED, first, NEXT_NIGHT.plusSeconds(9))).isEqualTo(firstRun);
    assertThat(runs.find(firstRun).orElseThrow().occurrence()).isEqualTo(NIGHT);
    assertThat(runs.find(secondRun).orElseThrow().isFinished()).isFalse();
  }

  @Test
  @Provokes(Fault.W7)
  void a_finish_before_its_start_and_an_unknown_run_id_are_accepted() {
    UUID rid = UUID.randomUUID();
    UUID run = ping(HeartbeatKind.SUCCEEDED, rid, NIGHT.plusSeconds(10));

    assertThat(ping(HeartbeatKind.STARTED, rid, NIGHT.plusSeconds(11))).isEqualTo(run);
    assertThat(runs.find(run).orElseThrow().outcome()).isEqualTo(Outcome.SUCCEEDED);
    FaultBook.room(Fault.W7).so("accepted, and what has ended stays ended");
  }

  @Test
  void the_id_of_a_run_is_a_run_id_too() {
    Run fired = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();

    assertThat(ping(HeartbeatKind.SUCCEEDED, fired.id(), NIGHT.plusSeconds(9)))
        .isEqualTo(fired.id());
    assertThat(runs.find(fired.id()).orElseThrow().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void expected_runs_are_written_once_by_however_many_instances() throws Exception {
    Instant later = START.plus(Duration.ofDays(30));

    atOnce(6, () -> extend(later));

    List<ExpectedRun> written = expectedRuns.find(
        new ExpectedRunQuery(START, later.plus(Duration.ofDays(3)), "job", null, 1_000));
    assertThat(written).hasSize(32);
    assertThat(written)
        .extracting(ExpectedRun::occurrence)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void due_rows_are_claimed_by_one_transaction_each() {
    Instant late = NEXT_NIGHT.plusSeconds(601);
    TransactionTemplate transaction = world.get(TransactionTemplate.class);
    TransactionTemplate inner = new TransactionTemplate(world.database().transactionManager());
    inner.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);

    // H2 locks more rows than it returns; it serves one process, where that only delays.
    List<Instant> left = databases == Databases.H2 ? List.of() : List.of(NEXT_NIGHT);
    transaction.executeWithoutResult(status -> {
      assertThat(claimed(late, 1)).containsExactly(NIGHT);
      inner.executeWithoutResult(other -> assertThat(claimed(late, 10)).isEqualTo(left));
    });
  }

  private List<Instant> claimed(Instant now, int limit) {
    return expectedRuns.claimDue(now, limit).stream()
        .map(ExpectedRun::occurrence)
        .toList();
  }

  @Test
  void a_changed_schedule_rewrites_what_is_not_due_and_keeps_the_change() {
    Instant now = Instant.parse("2026-01-22T12:00:00Z");
    restart(now, World.job("job", "0 30 1 * * *"));

    List<ExpectedRun> rows = expectedRuns.find(
        new ExpectedRunQuery(START, now.plus(Duration.ofDays(2)), "job", null, 100));
    assertThat(rows)
        .extracting(ExpectedRun::occurrence)
        .containsExactly(
            NIGHT, Instant.parse("2026-01-23T01:30:00Z"), Instant.parse("2026-01-24T01:30:00Z"));
    assertThat(records.changes("job"))
        .extracting(JobChange::change)
        .containsExactly("added", "changed");
    assertThat(records.changes("job").get(1).before()).contains("0 5 0 * * *");
  }

  @Test
  void a_change_within_the_window_of_an_occurrence_keeps_that_one() {
    Instant now = NIGHT.minusSeconds(30);
    restart(now, World.job("job", "0 5 0 * * *", "finish-within", "5h"));

    List<ExpectedRun> rows = expectedRuns.find(
        new ExpectedRunQuery(START, now.plus(Duration.ofDays(3)), "job", null, 100));
    assertThat(rows).extracting(ExpectedRun::occurrence).doesNotHaveDuplicates();
    assertThat(rows.get(0).finishWithin()).isEqualTo(Duration.ofHours(2));
    assertThat(rows.get(1).finishWithin()).isEqualTo(Duration.ofHours(5));
  }

  @Test
  void occurrences_that_passed_while_everything_was_down_exist() {
    Instant fiveDaysLater = START.plus(Duration.ofDays(5));
    restart(fiveDaysLater, World.job("job", "0 5 0 * * *"));

    assertThat(expectedRuns.find(new ExpectedRunQuery(START, fiveDaysLater, "job", null, 100)))
        .hasSize(5);
  }

  @Test
  void a_new_job_is_expected_from_when_it_was_first_seen() {
    Instant now = Instant.parse("2026-01-23T12:00:00Z");
    Map<String, Object> both = new LinkedHashMap<>(World.job("job", "0 5 0 * * *"));
    both.putAll(World.job("young", "0 5 0 * * *"));
    restart(now, both);

    assertThat(expectedRuns.find(new ExpectedRunQuery(START, now, "young", null, 100)))
        .isEmpty();
    assertThat(expectedRuns.nextOccurrence("young", now))
        .contains(Instant.parse("2026-01-24T00:05:00Z"));
  }

  @Test
  void a_job_that_is_gone_is_retired_once_and_may_return() {
    Instant now = Instant.parse("2026-01-22T12:00:00Z");
    restart(now, World.job("other", "0 5 0 * * *"));
    TransactionTemplate transaction = world.get(TransactionTemplate.class);

    assertThat(records.gone(world.get(JobCatalogue.class)))
        .extracting(JobRecord::job)
        .containsExactly("job");
    Boolean first = transaction.execute(status -> records.retire("job", now));
    Boolean second = transaction.execute(status -> records.retire("job", now));
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(expectedRuns.nextOccurrence("job", now)).isEmpty();

    restart(now.plusSeconds(3_600), World.job("job", "0 5 0 * * *"));
    assertThat(records.changes("job"))
        .extracting(JobChange::change)
        .containsExactly("added", "removed", "returned");
    assertThat(expectedRuns.nextOccurrence("job", now)).contains(NEXT_NIGHT);
  }

  @Test
  void a_job_that_only_another_instance_knows_is_not_given_up() {
    Instant now = START.plus(Duration.ofDays(2));
    Job job = job();
    assertThat(records.extend(new JobCatalogue(List.of()), now, 10)).isEqualTo(1);

    Instant later = now.plusSeconds(61);
    assertThat(records.extend(new JobCatalogue(List.of(job)), later, 10)).isEqualTo(1);
    assertThat(expectedRuns.nextOccurrence("job", later)).isPresent();
  }

  private void restart(Instant now, Map<String, Object> properties) {
    world.close();
    world = World.on(world.database(), now, properties);
    bindFronts();
    records.align(world.get(JobCatalogue.class), now);
    extend(now);
  }

  private int extend(Instant now) {
    int total = 0;
    int extended;
    do {
      extended = records.extend(world.get(JobCatalogue.class), now, 10);
      total += extended;
    } while (extended == 10);
    return total;
  }

  private List<ExpectedRun> due(Instant now) {
    List<ExpectedRun> due =
        world.get(TransactionTemplate.class).execute(status -> expectedRuns.claimDue(now, 100));
    return due == null ? List.of() : due;
  }

  private void settle(Instant now) {
    List<Judged> judged = new ArrayList<>();
    due(now).forEach(row -> judged.add(new Judged(row.id(), row.progress(), null)));
    world
        .get(TransactionTemplate.class)
        .executeWithoutResult(status -> expectedRuns.update(judged));
  }

  private Job job() {
    return world.get(JobCatalogue.class).find("job").orElseThrow();
  }

  private Run request(String key) {
    return manualRuns.request(
        job(), new RunRequest("alice", "because", "{}"), null, key, world.now());
  }

  private UUID ping(HeartbeatKind kind, UUID rid, Instant at) {
    return externalRuns.record(new Ping("job", kind, rid, null, "said", at));
  }

  private static <T> List<T> atOnce(int times, Callable<T> action) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      CyclicBarrier barrier = new CyclicBarrier(times);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        futures.add(threads.submit(() -> {
          barrier.await();
          return action.call();
        }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
