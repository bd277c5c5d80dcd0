package io.nightjar.ledger.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.JobCatalogue;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that only a call-back ends belongs to no instance, and nobody begins it again. */
class AwaitedCallbackTest extends LedgerContract {

  private static final Instant LATER = NIGHT.plusSeconds(600);

  private CallbackRuns callbackRuns;

  @BeforeEach
  void bind() {
    callbackRuns = world.get(CallbackRuns.class);
  }

  private Run byHand() {
    return world
        .get(ManualRuns.class)
        .request(
            world.get(JobCatalogue.class).find("job").orElseThrow(),
            new RunRequest("alice", null, null),
            null,
            null,
            NIGHT);
  }

  private Run started() {
    Run run = byHand();
    world.get(RunOwnership.class).take(run.id(), ME);
    runs.started(run.id(), NIGHT.plusSeconds(1), "scheduler");
    return run;
  }

  private Run awaited() {
    Run run = started();
    callbackRuns.leave(run.id(), ME, NIGHT.plusSeconds(2), "scheduler");
    return run;
  }

  private Run read(Run run) {
    return runs.find(run.id()).orElseThrow();
  }

  @Test
  void it_belongs_to_no_instance_and_is_neither_begun_again_nor_adopted() {
    Run run = awaited();

    assertThat(read(run).awaitsCallback()).isTrue();
    assertThat(callbackRuns.all()).extracting(Run::id).containsExactly(run.id());
    assertThat(runs.unfinishedOf(ME)).isEmpty();
    assertThat(world.get(RunOwnership.class).untaken(LATER)).isEmpty();
    assertThat(world.get(RunOwnership.class).adoptable()).isEmpty();
    assertThat(world.get(RunOwnership.class).take(run.id(), UUID.randomUUID())).isEmpty();
    assertThat(runs.unfinished("job")).extracting(Run::id).containsExactly(run.id());
  }

  @Test
  void its_call_back_ends_it() {
    Run run = awaited();

    UUID pinged = world
        .get(PingRecorder.class)
        .record(new Ping("job", HeartbeatKind.SUCCEEDED, run.id(), null, null, LATER));

    assertThat(pinged).isEqualTo(run.id());
    assertThat(read(run).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(callbackRuns.all()).isEmpty();
  }

  @Test
  void a_call_back_that_is_quicker_than_the_answer_is_kept() {
    Run run = started();
    runs.finish(run.id(), RunResult.succeeded(null), NIGHT.plusSeconds(2), "ping");

    callbackRuns.leave(run.id(), ME, NIGHT.plusSeconds(3), "scheduler");

    assertThat(read(run).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(read(run).instance()).isEqualTo(ME);
  }

  @Test
  void one_that_was_cancelled_before_it_was_left_ends() {
    Run run = started();
    world.get(RunOwnership.class).requestCancel(run.id(), "otto");

    callbackRuns.leave(run.id(), ME, NIGHT.plusSeconds(3), "scheduler");

    assertThat(read(run).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(read(run).finish().cause()).contains("otto", "cannot be told to stop");
  }

  @Test
  void only_one_that_awaits_a_call_back_is_cancelled_by_anybody() {
    Run running = started();
    assertThat(callbackRuns.cancel(running.id(), "otto", LATER, "api")).isFalse();
    assertThat(read(running).isFinished()).isFalse();

    callbackRuns.leave(running.id(), ME, LATER, "scheduler");
    assertThat(callbackRuns.cancel(running.id(), "otto", LATER, "api")).isTrue();
    assertThat(callbackRuns.cancel(running.id(), "otto", LATER, "api")).isFalse();
  }

  @Test
  void a_run_reported_from_elsewhere_is_none() {
    world
        .get(PingRecorder.class)
        .record(new Ping("job", HeartbeatKind.STARTED, null, null, null, NIGHT));

    assertThat(callbackRuns.all()).isEmpty();
    assertThat(runs.unfinished("job").get(0).awaitsCallback()).isFalse();
  }
}
