package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.DAY;
import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.NIGHT;
import static io.nightjar.watchdog.Nights.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the watchdog finds wrong, stepped by hand with a clock that stands still in between. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class WatchdogTest {

  @Parameter
  Databases databases;

  private Nights nights;

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), Nights.oneJob());
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  @Test
  void a_good_night_is_silent() {
    Run run = nights.fire(NIGHT);
    nights.at(NIGHT.plusSeconds(1));
    nights.runs().started(run.id(), nights.world().now(), "scheduler");
    nights.step();
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.RUNNING);
    nights.at(NIGHT.plusSeconds(300));
    nights.runs().finish(run.id(), RunResult.succeeded(null), nights.world().now(), "scheduler");
    nights.step();

    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MET);
    nights.passUntil(NIGHT.plus(Duration.ofHours(3)));
    assertThat(nights.told()).isEmpty();
    assertThat(nights.world().get(CatalogueSync.class).find("job").orElseThrow().dataAsOf())
        .isEqualTo(NIGHT);
  }

  @Test
  void a_run_that_does_not_start_is_told_once_right_after_its_deadline() {
    nights.passUntil(NIGHT.plusSeconds(600));
    assertThat(nights.told()).isEmpty();

    nights.at(NIGHT.plusSeconds(600).plusNanos(1_000));
    nights.step();
    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MISSED);

    nights.passUntil(NIGHT.plus(Duration.ofHours(20)));
    assertThat(nights.told()).hasSize(1);
  }

  @Test
  @Provokes(Fault.W9)
  void evidence_exactly_at_the_deadline_is_on_time() {
    nights.at(NIGHT.plusSeconds(600));
    Run run = nights
        .runs()
        .fire("job", NIGHT, RunTrigger.SCHEDULE, ME, nights.world().now())
        .orElseThrow();
    nights.runs().started(run.id(), nights.world().now(), "scheduler");
    nights.at(NIGHT.plusSeconds(601));
    nights.step();
    nights.at(NIGHT.plusSeconds(7_200));
    nights.runs().finish(run.id(), RunResult.succeeded(null), nights.world().now(), "scheduler");
    nights.at(NIGHT.plusSeconds(7_201));
    nights.step();

    assertThat(nights.told()).isEmpty();
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MET);
    FaultBook.room(Fault.W9).so("on time: no message");
  }

  @Test
  void a_hung_run_is_overdue_and_told_once() {
    Run run = nights.fire(NIGHT);
    nights.runs().started(run.id(), NIGHT, "scheduler");
    nights.at(NIGHT.plusSeconds(7_200));
    nights.step();
    assertThat(nights.told()).isEmpty();
    nights.at(NIGHT.plusSeconds(7_200).plusNanos(1_000));
    nights.step();
    nights.passUntil(NIGHT.plus(Duration.ofHours(20)));

    assertThat(nights.told()).containsExactly("opened: [test] job has not finished in time");
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.OVERDUE);
  }

  @Test
  void a_failure_is_told_at_once_and_a_second_one_again_in_its_thread() {
    Run run = nights.fire(NIGHT);
    nights.runs().started(run.id(), NIGHT, "scheduler");
    nights
        .runs()
        .finish(
            run.id(),
            RunResult.failed("exit status 3", "no space left"),
            NIGHT.plusSeconds(1),
            "scheduler");
    nights.at(NIGHT.plusSeconds(1));
    nights.step();
    assertThat(nights.told()).containsExactly("opened: [test] job failed");

    nights.at(NIGHT.plusSeconds(900));
    Run manual = nights.request();
    nights.ownership().take(manual.id(), ME);
    nights.runs().started(manual.id(), nights.world().now(), "scheduler");
    nights.step();
    nights
        .runs()
        .finish(
            manual.id(),
            RunResult.failed("exit status 4", null),
            nights.world().now(),
            "scheduler");
    nights.step();

    assertThat(nights.told())
        .containsExactly("opened: [test] job failed", "again: [test] job failed again");
    assertThat(nights.threads()).hasSize(1);
    assertThat(nights.incidents(true)).hasSize(1);
  }

  @Test
  void a_success_that_was_too_quick_is_told() {
    Run run = nights.fire(NIGHT);
    nights.runs().started(run.id(), NIGHT, "scheduler");
    nights.runs().finish(run.id(), RunResult.succeeded(null), NIGHT.plusMillis(400), "scheduler");
    nights.at(NIGHT.plusSeconds(1));
    nights.step();

    assertThat(nights.told()).containsExactly("opened: [test] job ended too quickly");
    assertThat(nights.lastText()).contains("after 0.4 s").contains("at least 2 s");
    assertThat(nights.world().get(CatalogueSync.class).find("job").orElseThrow().dataAsOf())
        .isNull();
  }

  @Test
  @Provokes(Fault.W8)
  void the_finish_of_a_run_that_spans_the_next_occurrence_is_its_own() {
    UUID rid = UUID.randomUUID();
    nights.at(NIGHT);
    nights.ping(HeartbeatKind.STARTED, rid);
    nights.at(NIGHT.plus(Duration.ofHours(3)));
    nights.settledStep();
    assertThat(nights.told()).containsExactly("opened: [test] job has not finished in time");
    nights.at(NIGHT.plus(DAY).plusSeconds(5));
    nights.ping(HeartbeatKind.STARTED, UUID.randomUUID());
    nights.at(NIGHT.plus(DAY).plusSeconds(60));
    nights.ping(HeartbeatKind.SUCCEEDED, rid);
    nights.settledStep();

    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MET_LATE);
    assertThat(nights.stateOf(NIGHT.plus(DAY))).isEqualTo(ExpectedState.RUNNING);
    FaultBook.room(Fault.W8)
        .so(
            "the finish belongs to its own run: the first night is met late, the second still runs");
  }

  @Test
  void a_job_that_leaves_the_catalogue_is_told_once_and_so_is_its_return() {
    nights.restart(START.plusSeconds(60), World.job("other", "0 5 0 * * *"));
    nights.step();
    nights.restart(START.plusSeconds(120), World.job("other", "0 5 0 * * *"));
    nights.step();
    assertThat(nights.told())
        .containsExactly("opened: [test] job is no longer watched: it has left the configuration");

    nights.restart(
        START.plusSeconds(180),
        Nights.with(World.job("other", "0 5 0 * * *"), World.job("job", "0 5 0 * * *")));
    nights.step();
    assertThat(nights.told()).hasSize(2).last().isEqualTo("resolved: [test] job is watched again");
    assertThat(nights.incidents(true)).isEmpty();
  }
}
