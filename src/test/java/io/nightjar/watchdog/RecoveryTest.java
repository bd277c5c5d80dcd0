package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.DAY;
import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How incidents end: by late runs, by hand, by later successes. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class RecoveryTest {

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
  @Provokes(Fault.W6)
  void a_late_run_is_one_recovery_in_the_thread_and_stays_late() {
    nights.missTheNight();
    nights.at(NIGHT.plusSeconds(1_440));
    Run run = nights
        .runs()
        .fire("job", NIGHT, RunTrigger.CATCH_UP, ME, nights.world().now())
        .orElseThrow();
    nights.runs().started(run.id(), nights.world().now(), "scheduler");
    nights.step();
    assertThat(nights.told()).hasSize(1);
    nights.at(NIGHT.plusSeconds(1_500));
    nights.runs().finish(run.id(), RunResult.succeeded(null), nights.world().now(), "scheduler");
    nights.step();

    assertThat(nights.told())
        .containsExactly(
            "opened: [test] job did not start", "resolved: [test] job is done, 14 min late");
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MET_LATE);
    assertThat(nights.threads()).hasSize(1);
    assertThat(nights.incidents(false))
        .extracting(it -> it.ending().resolution())
        .containsExactly(Resolution.LATE_RUN);
    FaultBook.room(Fault.W6)
        .so(
            "one reply in the thread: \"is done, 14 min late\"; the ledger still shows that it was late");
  }

  @Test
  @Provokes(Fault.W11)
  void a_run_by_hand_recovers_the_data_and_does_not_prove_the_schedule() {
    nights.missTheNight();
    nights.at(NIGHT.plusSeconds(3_600));
    nights.succeedByHand();

    assertThat(nights.told()).hasSize(2).last().asString().contains("is done");
    assertThat(nights.lastText())
        .contains("Re-run by alice")
        .contains("Not proven yet: The schedule has not started the job");
    var record = nights.world().get(CatalogueSync.class).find("job").orElseThrow();
    assertThat(record.dataAsOf()).isEqualTo(NIGHT);
    assertThat(record.lastScheduledStart()).isNull();
    FaultBook.room(Fault.W11).so("\"re-run by alice\"; still unproven: whether the schedule works");
  }

  @Test
  void one_success_after_three_missed_nights_supersedes_the_earlier_ones() {
    nights.missTheNight();
    nights.at(NIGHT.plus(DAY).plusSeconds(601));
    nights.settledStep();
    nights.at(NIGHT.plus(DAY.multipliedBy(2)).plusSeconds(601));
    nights.settledStep();
    assertThat(nights.incidents(true)).hasSize(3);

    nights.at(NIGHT.plus(DAY.multipliedBy(2)).plusSeconds(3_600));
    nights.succeedByHand();

    assertThat(nights.incidents(true)).isEmpty();
    assertThat(nights.incidents(false))
        .extracting(it -> it.ending().resolution())
        .containsExactly(Resolution.MANUAL_RUN, Resolution.SUPERSEDED, Resolution.SUPERSEDED);
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MISSED);
    assertThat(nights.stateOf(NIGHT.plus(DAY))).isEqualTo(ExpectedState.MISSED);
    assertThat(nights.stateOf(NIGHT.plus(DAY.multipliedBy(2)))).isEqualTo(ExpectedState.MET_LATE);
  }

  @Test
  void an_incident_that_is_resolved_by_hand_says_so_in_its_thread_once() {
    nights.missTheNight();
    IncidentService desk = nights.world().get(IncidentService.class);
    long incident = nights.incidents(true).get(0).id();

    assertThat(desk.resolve(incident, "alice", nights.world().now())).isTrue();
    assertThat(desk.resolve(incident, "bob", nights.world().now())).isFalse();

    assertThat(nights.told())
        .hasSize(2)
        .last()
        .isEqualTo("resolved: [test] job was marked as resolved");
    assertThat(nights.lastText()).contains("Marked as resolved by alice.");
    assertThat(nights.threads()).hasSize(1);
  }
}
