package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.NIGHT;
import static io.nightjar.watchdog.Nights.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Subject;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What must not change what is found: restarts, clocks that jump, several that watch, rows that cannot be judged. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class WatchingTest {

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
  void nights_that_passed_while_everything_was_down_are_judged_at_the_start() {
    nights
        .world()
        .get(InstanceRepository.class)
        .register(new Instance(ME, "old", "1", true, true, START, 0, START, null, null));
    nights.restart(NIGHT.plus(Duration.ofDays(4)).plusSeconds(900), Nights.oneJob());
    nights.step();

    assertThat(nights.incidents(true))
        .hasSize(5)
        .allMatch(it -> it.kind() == IncidentKind.NOT_STARTED);
    assertThat(nights.lastText()).contains("Nightjar was down from");
  }

  @Test
  void nights_that_a_later_success_has_made_up_for_need_nobody() {
    nights.restart(NIGHT.plus(Duration.ofDays(4)).plusSeconds(900), Nights.oneJob());
    java.time.Instant last = NIGHT.plus(Duration.ofDays(4));
    Run run = nights.fire(last);
    nights.runs().started(run.id(), last, "scheduler");
    nights.runs().finish(run.id(), RunResult.succeeded(null), last.plusSeconds(60), "scheduler");
    nights.step();

    assertThat(nights.incidents(true)).isEmpty();
    assertThat(nights.told()).isEmpty();
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MISSED);
    assertThat(nights.stateOf(last)).isEqualTo(ExpectedState.MET);
  }

  @Test
  void a_run_by_hand_of_a_night_made_up_for_is_told_when_it_fails() {
    nights_that_a_later_success_has_made_up_for_need_nobody();
    nights.at(nights.now().plusSeconds(60));
    Run manual = nights
        .world()
        .get(io.nightjar.ledger.run.ManualRuns.class)
        .request(
            nights.world().get(io.nightjar.job.JobCatalogue.class).find("job").orElseThrow(),
            new io.nightjar.ledger.run.RunRequest("alice", "again", null),
            NIGHT,
            null,
            nights.now());
    nights.ownership().take(manual.id(), ME);
    nights.runs().started(manual.id(), nights.now(), "scheduler");
    nights.runs().finish(manual.id(), RunResult.failed("exit 1", null), nights.now(), "scheduler");
    nights.step();

    assertThat(nights.told()).containsExactly("opened: [test] job failed");
  }

  @Test
  @Provokes(Fault.W3)
  void a_clock_that_jumps_forward_reads_the_evidence_once_more() {
    nights.at(NIGHT.plusSeconds(3_600));
    nights.step();
    assertThat(nights.told()).isEmpty();

    Run run = nights
        .runs()
        .fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT.plusSeconds(1))
        .orElseThrow();
    nights.runs().started(run.id(), NIGHT.plusSeconds(2), "scheduler");
    nights.runs().finish(run.id(), RunResult.succeeded(null), NIGHT.plusSeconds(9), "scheduler");
    nights.at(NIGHT.plusSeconds(3_605));
    nights.step();
    assertThat(nights.told()).isEmpty();
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MET);
    FaultBook.room(Fault.W3)
        .so(
            "forward by more than a minute: heartbeats are read again, five seconds later, before anything is announced");
  }

  @Test
  void a_clock_that_jumps_forward_and_finds_nothing_tells_five_seconds_later() {
    nights.at(NIGHT.plusSeconds(3_600));
    nights.settledStep();

    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
  }

  @Test
  @Provokes(Fault.W3)
  void a_clock_that_jumps_back_announces_nothing_twice() {
    nights.missTheNight();
    nights.at(START);
    nights.step();
    nights.passCloselyUntil(NIGHT.plusSeconds(700));

    assertThat(nights.told()).hasSize(1);
    assertThat(nights.incidents(true)).hasSize(1);
    FaultBook.room(Fault.W3).so("back: nothing is announced twice");
  }

  @Test
  @Provokes(Fault.W4)
  void two_that_watch_at_once_tell_it_once() {
    Map<String, Object> jobs = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      jobs.putAll(World.job("job-" + i, "0 5 0 * * *"));
    }
    jobs.putAll(World.job("job", "0 5 0 * * *", "at-least", "2s"));
    nights.restart(START.plusSeconds(60), jobs);
    nights.step();
    nights.step();
    nights.step();
    try (World other = World.on(nights.world().database(), START.plusSeconds(60), jobs)) {
      other.get(Watchdog.class).step(EnumSet.allOf(WatchdogLane.class), other.now());
      for (World each : List.of(nights.world(), other)) {
        each.clock().set(NIGHT.plusSeconds(601));
        each.get(Watchdog.class).step(EnumSet.allOf(WatchdogLane.class), NIGHT.plusSeconds(601));
        each.clock().set(NIGHT.plusSeconds(607));
      }
      CompletableFuture<Void> both = CompletableFuture.allOf(
          CompletableFuture.runAsync(() -> Nights.stepAll(nights.world())),
          CompletableFuture.runAsync(() -> Nights.stepAll(other)));
      both.join();
    }

    assertThat(nights.told()).hasSize(201).doesNotHaveDuplicates();
    assertThat(nights.incidents(true)).hasSize(201);
    FaultBook.room(Fault.W4)
        .so("201 jobs missed, two watchdogs at once: one incident and one notification each");
  }

  @Test
  @Provokes(Fault.W10)
  void a_row_that_cannot_be_judged_is_put_off_and_the_others_are_judged() {
    nights.restart(
        START.plusSeconds(60),
        Nights.with(World.job("job", "0 5 0 * * *"), World.job("sick", "0 5 0 * * *")));
    nights.step();
    Run run = nights.runs().fire("sick", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();
    nights
        .world()
        .database()
        .jdbc()
        .sql("UPDATE run SET outcome = 'nonsense' WHERE id = ?")
        .param(run.id())
        .update();
    nights.at(NIGHT.plusSeconds(601));
    nights.settledStep();

    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
    assertThat(nights.stateOf("sick", NIGHT)).isEqualTo(ExpectedState.AWAITING);
    FaultBook.room(Fault.W10)
        .so("that row is deferred and reported in the log and a metric; the others are judged");
  }

  @Test
  void a_run_whose_instance_died_is_told_as_soon_as_that_is_known() {
    InstanceRepository instances = nights.world().get(InstanceRepository.class);
    nights.passCloselyUntil(NIGHT);
    instances.register(
        new Instance(ME, "ip-10-0-0-1", "1", true, false, NIGHT, 0, NIGHT, null, null));
    Run run = nights.fire(NIGHT);
    nights.runs().started(run.id(), NIGHT, "scheduler");
    nights.passCloselyUntil(NIGHT.plusSeconds(20));
    instances.keepAlive(ME, InstanceStatus.NONE, NIGHT.plusSeconds(20));
    nights.passCloselyUntil(NIGHT.plusSeconds(50));
    assertThat(nights.told()).isEmpty();
    nights.passCloselyUntil(NIGHT.plusSeconds(60));

    assertThat(nights.told())
        .containsExactly(
            "opened: [test] " + Subject.instance("ip-10-0-0-1", ME) + " is down",
            "opened: [test] job failed");
    assertThat(nights.lastText()).contains("ip-10-0-0-1").contains("died");
    assertThat(nights.runs().find(run.id()).orElseThrow().outcome()).isEqualTo(Outcome.LOST);
  }

  @Test
  void a_run_that_can_be_followed_waits_a_minute_for_an_instance_that_adopts_it() {
    InstanceRepository instances = nights.world().get(InstanceRepository.class);
    nights.passCloselyUntil(NIGHT);
    instances.register(new Instance(ME, "a", "1", true, false, NIGHT, 0, NIGHT, null, null));
    Run run = nights.fire(NIGHT);
    nights.runs().started(run.id(), NIGHT, "scheduler");
    nights.runs().followable(run.id(), "{}");
    nights.passCloselyUntil(NIGHT.plusSeconds(85));
    assertThat(nights.told()).noneMatch(it -> it.contains("job"));
    nights.passCloselyUntil(NIGHT.plusSeconds(120));

    assertThat(nights.told()).last().isEqualTo("opened: [test] job failed");
  }

  @Test
  void evidence_that_is_being_written_is_waited_for() {
    nights.at(NIGHT.plusSeconds(600));
    nights.step();
    nights.world().database().transactions().executeWithoutResult(status -> {
      Run run = nights.fire(NIGHT);
      nights.runs().started(run.id(), NIGHT.plusSeconds(600), "scheduler");
      nights.at(NIGHT.plusSeconds(601));
      CompletableFuture.runAsync(nights::step).join();
      assertThat(nights.told()).isEmpty();
    });
    nights.step();

    assertThat(nights.told()).isEmpty();
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.RUNNING);
  }
}
