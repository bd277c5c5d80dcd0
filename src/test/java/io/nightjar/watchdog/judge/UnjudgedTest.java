package io.nightjar.watchdog.judge;

import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.NIGHT;
import static io.nightjar.watchdog.Nights.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.spy;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRunClaimRepository;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRepository;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.watchdog.Nights;
import io.nightjar.watchdog.check.ThreadSaturation;
import io.nightjar.watchdog.gap.MonitoringGapTracker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** One of two jobs cannot be judged: the other is, and people are told. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class UnjudgedTest {

  private static final String SICK_IS_TOLD =
      "opened: [test] sick cannot be judged: Nightjar does not know whether it ran";

  @Parameter
  Databases databases;

  private Nights nights;

  @BeforeEach
  void setUp() {
    nights = new Nights(
        databases.create(), Nights.with(Nights.oneJob(), World.job("sick", "0 5 0 * * *")));
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private void sql(String sql, Object... parameters) {
    nights.world().database().jdbc().sql(sql).params(parameters).update();
  }

  private void afterAMinute() {
    nights.passUntil(nights.now().plusSeconds(66));
  }

  @Test
  void people_are_told_after_the_second_time_and_when_it_is_over() {
    Run run = nights.runs().fire("sick", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    sql("UPDATE run SET outcome = 'postponed' WHERE id = ?", run.id());
    nights.passUntil(NIGHT.plusSeconds(50));
    assertThat(nights.told()).isEmpty();
    nights.passUntil(NIGHT.plusSeconds(80));
    assertThat(nights.told()).containsExactly(SICK_IS_TOLD);
    assertThat(nights.lastText())
        .contains("the run expected Thu 22 Jan 00:05 UTC")
        .contains("a value that this version of Nightjar does not know");

    nights.missTheNight();
    assertThat(nights.told()).containsExactly(SICK_IS_TOLD, "opened: [test] job did not start");

    sql("UPDATE run SET outcome = NULL WHERE id = ?", run.id());
    afterAMinute();
    assertThat(nights.told()).contains("resolved: [test] sick can be judged again");
    assertThat(nights.stateOf("sick", NIGHT)).isEqualTo(ExpectedState.MISSED);
  }

  @Test
  @Provokes(Fault.W18)
  void words_of_a_newer_version_stop_nothing_that_this_one_knows() {
    sql("UPDATE expected_run SET state = 'paused' WHERE job = 'sick'");
    sql(
        "INSERT INTO incident (job, kind, occurrence, opened_at, thread, open_key, notified, follow_up_at, reminders)"
            + " SELECT 'job', 'newer_kind', occurrence, occurrence, ?, 'x', TRUE, occurrence, 0"
            + " FROM expected_run WHERE job = 'job' LIMIT 1",
        ME);
    sql(
        "INSERT INTO monitoring_gap (reason, from_at, to_at, instance) SELECT 'newer_reason', occurrence, occurrence, ?"
            + " FROM expected_run WHERE job = 'job' LIMIT 1",
        ME);
    nights.missTheNight();
    afterAMinute();

    assertThat(nights.told()).contains("opened: [test] job did not start", SICK_IS_TOLD);
    assertThat(nights
            .world()
            .database()
            .jdbc()
            .sql("SELECT DISTINCT state FROM expected_run WHERE job = 'sick'")
            .query(String.class)
            .list())
        .containsExactly("paused");
    FaultBook.room(Fault.W18)
        .so(
            "an expected run, an incident and a gap with unknown words: all others are judged, and the job is told as one that cannot be judged");
  }

  @Test
  void an_error_in_judging_one_puts_off_that_one_alone() {
    World world = nights.world();
    VerdictRecorder lacking = spy(world.get(VerdictRecorder.class));
    doAnswer(call -> {
          List<JudgedRun> judged = call.getArgument(0);
          if (judged.stream().anyMatch(it -> it.expected().job().equals("sick"))) {
            throw new NoClassDefFoundError("org/example/Gone");
          }
          return call.callRealMethod();
        })
        .when(lacking)
        .record(any(), any());
    JudgeTask judging = new JudgeTask(
        world.get(ExpectedRunClaimRepository.class),
        world.get(RunRepository.class),
        lacking,
        world.get(TransactionTemplate.class),
        world.get(JudgeMetrics.class),
        world.get(MonitoringGapTracker.class),
        world.get(Clock.class),
        world.get(ThreadSaturation.class),
        world.get(JobCatalogue.class));

    nights.at(START.plus(Duration.ofSeconds(50)));
    judging.step(nights.now());
    nights.at(NIGHT.plusSeconds(601));
    judging.step(nights.now());
    nights.at(NIGHT.plusSeconds(606));
    judging.step(nights.now());

    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
    assertThat(nights.stateOf("sick", NIGHT)).isEqualTo(ExpectedState.AWAITING);
    assertThat(world.get(ExpectedRunClaimRepository.class).unjudged(1, 10))
        .singleElement()
        .satisfies(it -> assertThat(it.error()).isEqualTo("NoClassDefFoundError"));
  }
}
