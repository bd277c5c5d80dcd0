package io.nightjar.ledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.World;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** How runs are recorded, by one instance and by its heir. */
class RunRecorderTest extends LedgerContract {

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
    assertThat(runs.skip("job", NIGHT, RunTrigger.SCHEDULE, RunResult.skipped("why"), ME, NIGHT))
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
        new RunResult(Outcome.FAILED, "exit status 3", "last words", 3),
        NIGHT.plusSeconds(9),
        "scheduler");

    Run read = runs.find(run.id()).orElseThrow();
    assertThat(ended).isTrue();
    assertThat(read.duration()).isEqualTo(Duration.ofSeconds(8));
    assertThat(read.finish())
        .isEqualTo(new RunResult(Outcome.FAILED, "exit status 3", "last words", 3));
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
    runs.finish(run.id(), RunResult.succeeded(null), NIGHT.plusSeconds(2), "scheduler");
    assertThat(due(NIGHT.plusSeconds(2))).hasSize(1);
  }

  @Test
  void a_terminal_run_never_goes_back_and_says_what_it_heard() {
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    runs.finish(run.id(), RunResult.succeeded(null), NIGHT.plusSeconds(5), "scheduler");

    assertThat(runs.finish(run.id(), RunResult.failed("late", null), NIGHT.plusSeconds(6), "ping"))
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
        run.id(),
        new RunResult(Outcome.LOST, "died", null, null),
        NIGHT.plusSeconds(40),
        "watchdog");

    assertThat(runs.finish(run.id(), RunResult.succeeded(null), NIGHT.plusSeconds(60), "scheduler"))
        .isTrue();
    assertThat(runs.find(run.id()).orElseThrow().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void text_of_jobs_is_bounded_and_holds_nothing_that_a_database_refuses() {
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    String huge = "\0a😀".repeat(100_000);
    runs.log(run.id(), NIGHT, "scheduler", huge);
    runs.finish(run.id(), RunResult.failed(huge, huge), NIGHT, "scheduler");

    RunResult finish = runs.find(run.id()).orElseThrow().finish();
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
  void a_run_that_can_be_followed_is_adopted_once_from_an_instance_that_is_gone() {
    InstanceRepository instances = world.get(InstanceRepository.class);
    instances.register(new Instance(ME, "a", "1", true, true, START, 0, START, null, null));
    Run run = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    runs.followable(run.id(), "{}");
    assertThat(world.get(RunOwnership.class).adoptable()).isEmpty();

    assertThat(instances.lose(instances.find(ME).orElseThrow(), NIGHT)).isTrue();
    Run left = world.get(RunOwnership.class).adoptable().get(0);
    UUID other = UUID.randomUUID();
    assertThat(world.get(RunOwnership.class).takeOver(left, other)).isTrue();
    assertThat(world.get(RunOwnership.class).takeOver(left, UUID.randomUUID())).isFalse();
    world.get(RunOwnership.class).release(left.id(), other);
    assertThat(world.get(RunOwnership.class).adoptable())
        .extracting(Run::id)
        .containsExactly(left.id());
  }

  @Test
  void an_instance_that_shows_a_pulse_is_not_given_up() {
    InstanceRepository instances = world.get(InstanceRepository.class);
    instances.register(new Instance(ME, "a", "1", true, true, START, 0, START, null, null));
    Instance seen = instances.find(ME).orElseThrow();
    instances.keepAlive(ME, InstanceStatus.NONE, START.plusSeconds(5));

    assertThat(instances.lose(seen, NIGHT)).isFalse();
    assertThat(instances.lastWatched(UUID.randomUUID())).contains(START.plusSeconds(5));
    assertThat(instances.lastWatched(ME)).isEmpty();
  }

  private List<ExpectedRun> due(Instant now) {
    List<ExpectedRun> due =
        world.get(TransactionTemplate.class).execute(status -> claims.claimDue(now, 100));
    return due == null ? List.of() : due;
  }

  private void settle(Instant now) {
    List<ExpectedRunUpdate> judged = new ArrayList<>();
    due(now).forEach(row -> judged.add(new ExpectedRunUpdate(row.id(), row.progress(), null)));
    world.get(TransactionTemplate.class).executeWithoutResult(status -> claims.update(judged));
  }

  @Test
  void a_requested_run_whose_cancellation_fails_half_way_may_still_be_taken_or_cancelled() {
    Run requested = request(null);
    RunResult cancelled = new RunResult(Outcome.CANCELLED, "cancelled by alice", null, null);
    rename("heartbeat", "away");
    assertThatThrownBy(() -> runs.endUntaken(requested.id(), ME, cancelled, START, "api"))
        .hasMessageContaining("heartbeat");
    rename("away", "heartbeat");

    assertThat(world.get(RunOwnership.class).untaken(START.plusSeconds(60)))
        .extracting(Run::id)
        .containsExactly(requested.id());
    assertThat(runs.endUntaken(requested.id(), ME, cancelled, START, "api")).isTrue();
    assertThat(runs.endUntaken(requested.id(), ME, cancelled, START, "api")).isFalse();
    assertThat(runs.unfinished("job")).isEmpty();
  }

  private void rename(String from, String to) {
    world.database().jdbc().sql("ALTER TABLE " + from + " RENAME TO " + to).update();
  }

  @Test
  void a_success_that_was_too_quick_is_no_last_success() {
    restart(START, World.job("job", "0 5 0 * * *", "at-least", "2s"));
    Run quick = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    runs.started(quick.id(), NIGHT, "scheduler");
    runs.finish(quick.id(), RunResult.succeeded(null), NIGHT.plusMillis(1_999), "scheduler");
    assertThat(records.find("job").orElseThrow().lastSuccess()).isNull();

    Run whole =
        runs.fire("job", NEXT_NIGHT, RunTrigger.SCHEDULE, ME, NEXT_NIGHT).orElseThrow();
    runs.started(whole.id(), NEXT_NIGHT, "scheduler");
    runs.finish(whole.id(), RunResult.succeeded(null), NEXT_NIGHT.plusSeconds(2), "scheduler");
    assertThat(records.find("job").orElseThrow().lastSuccess())
        .isEqualTo(NEXT_NIGHT.plusSeconds(2));
  }
}
