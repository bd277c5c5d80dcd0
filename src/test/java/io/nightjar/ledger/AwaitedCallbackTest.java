package io.nightjar.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.job.JobCatalogue;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that only a call-back ends belongs to no instance, and nobody begins it again. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class AwaitedCallbackTest {

  private static final Instant START = Instant.parse("2026-01-21T13:15:00Z");
  private static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");
  private static final Instant LATER = NIGHT.plusSeconds(600);
  private static final UUID ME = UUID.randomUUID();

  @Parameter
  Databases databases;

  private World world;
  private Runs runs;

  @BeforeEach
  void setUp() {
    world = World.on(databases.create(), START, World.job("job", "0 5 0 * * *"));
    runs = world.get(Runs.class);
    world.get(JobRecords.class).align(world.get(JobCatalogue.class), START);
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
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
    runs.take(run.id(), ME);
    runs.started(run.id(), NIGHT.plusSeconds(1), "scheduler");
    return run;
  }

  private Run awaited() {
    Run run = started();
    runs.leaveToCallback(run.id(), ME, NIGHT.plusSeconds(2), "scheduler");
    return run;
  }

  private Run read(Run run) {
    return runs.find(run.id()).orElseThrow();
  }

  @Test
  void it_belongs_to_no_instance_and_is_neither_begun_again_nor_adopted() {
    Run run = awaited();

    assertThat(read(run).awaitsCallback()).isTrue();
    assertThat(runs.awaitingCallback()).extracting(Run::id).containsExactly(run.id());
    assertThat(runs.unfinishedOf(ME)).isEmpty();
    assertThat(runs.untaken(LATER)).isEmpty();
    assertThat(runs.adoptable()).isEmpty();
    assertThat(runs.take(run.id(), UUID.randomUUID())).isEmpty();
    assertThat(runs.unfinished("job")).extracting(Run::id).containsExactly(run.id());
  }

  @Test
  void its_call_back_ends_it() {
    Run run = awaited();

    UUID pinged = world
        .get(ExternalRuns.class)
        .record(new Ping("job", HeartbeatKind.SUCCEEDED, run.id(), null, null, LATER));

    assertThat(pinged).isEqualTo(run.id());
    assertThat(read(run).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(runs.awaitingCallback()).isEmpty();
  }

  @Test
  void a_call_back_that_is_quicker_than_the_answer_is_kept() {
    Run run = started();
    runs.finish(run.id(), Finish.succeeded(null), NIGHT.plusSeconds(2), "ping");

    runs.leaveToCallback(run.id(), ME, NIGHT.plusSeconds(3), "scheduler");

    assertThat(read(run).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(read(run).instance()).isEqualTo(ME);
  }

  @Test
  void one_that_was_cancelled_before_it_was_left_ends() {
    Run run = started();
    runs.requestCancel(run.id(), "otto");

    runs.leaveToCallback(run.id(), ME, NIGHT.plusSeconds(3), "scheduler");

    assertThat(read(run).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(read(run).finish().cause()).contains("otto", "cannot be told to stop");
  }

  @Test
  void only_one_that_awaits_a_call_back_is_cancelled_by_anybody() {
    Run running = started();
    assertThat(runs.cancelAwaited(running.id(), "otto", LATER, "api")).isFalse();
    assertThat(read(running).isFinished()).isFalse();

    runs.leaveToCallback(running.id(), ME, LATER, "scheduler");
    assertThat(runs.cancelAwaited(running.id(), "otto", LATER, "api")).isTrue();
    assertThat(runs.cancelAwaited(running.id(), "otto", LATER, "api")).isFalse();
  }

  @Test
  void a_run_reported_from_elsewhere_is_none() {
    world
        .get(ExternalRuns.class)
        .record(new Ping("job", HeartbeatKind.STARTED, null, null, null, NIGHT));

    assertThat(runs.awaitingCallback()).isEmpty();
    assertThat(runs.unfinished("job").get(0).awaitsCallback()).isFalse();
  }
}
