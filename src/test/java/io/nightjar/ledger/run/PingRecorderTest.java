package io.nightjar.ledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.World;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.job.JobCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What jobs that run elsewhere report. */
class PingRecorderTest extends LedgerContract {

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
    FaultBook.room(Fault.W7).so("accepted; an ended run stays ended");
  }

  @Test
  void without_run_ids_a_new_start_ends_the_run_before_as_lost() {
    UUID crashed = ping(HeartbeatKind.STARTED, null, NIGHT.plusSeconds(5));
    UUID again = ping(HeartbeatKind.STARTED, null, NIGHT.plusSeconds(60));

    Run lost = runs.find(crashed).orElseThrow();
    assertThat(lost.outcome()).isEqualTo(Outcome.LOST);
    assertThat(lost.finish().cause()).contains("the job started again at", "a rid");
    assertThat(runs.unfinished("job")).extracting(Run::id).containsExactly(again);
  }

  @Test
  void a_run_with_a_run_id_is_not_ended_by_another_start() {
    UUID own = ping(HeartbeatKind.STARTED, UUID.randomUUID(), NIGHT.plusSeconds(5));
    ping(HeartbeatKind.STARTED, UUID.randomUUID(), NIGHT.plusSeconds(6));
    ping(HeartbeatKind.STARTED, null, NIGHT.plusSeconds(7));

    assertThat(runs.find(own).orElseThrow().isFinished()).isFalse();
  }

  @Test
  void a_success_tonight_answers_tonight_although_last_nights_run_never_ended() {
    UUID ghost = ping(HeartbeatKind.STARTED, null, NIGHT.plusSeconds(5));

    UUID tonight = ping(HeartbeatKind.SUCCEEDED, null, NEXT_NIGHT.plusSeconds(60));

    assertThat(runs.find(tonight).orElseThrow().occurrence()).isEqualTo(NEXT_NIGHT);
    assertThat(runs.find(ghost).orElseThrow().isFinished()).isFalse();
  }

  @Test
  void a_finish_after_the_next_occurrence_is_the_open_runs_while_that_may_still_be_in_time() {
    world.close();
    world = World.on(databases.create(), START, World.job("hourly", "0 0 * * * *"));
    bindFronts();
    records.align(world.get(JobCatalogue.class), START);
    extend(START);
    Instant twoOClock = Instant.parse("2026-01-21T14:00:00Z");

    UUID started = ping("hourly", HeartbeatKind.STARTED, twoOClock.plusSeconds(1));

    assertThat(ping("hourly", HeartbeatKind.SUCCEEDED, twoOClock.plusSeconds(4_000)))
        .isEqualTo(started);
  }

  @Test
  void what_is_logged_after_the_end_makes_no_run_of_its_own() {
    UUID run = ping(HeartbeatKind.SUCCEEDED, null, NIGHT.plusSeconds(60));

    assertThat(ping(HeartbeatKind.LOG, null, NIGHT.plusSeconds(61))).isEqualTo(run);
    assertThat(runs.unfinished("job")).isEmpty();
  }

  @Test
  void beyond_the_horizon_pings_answer_their_own_night() {
    Instant fiveNightsOn = NIGHT.plus(Duration.ofDays(5));

    UUID run = ping(HeartbeatKind.SUCCEEDED, null, fiveNightsOn.plusSeconds(60));

    assertThat(runs.find(run).orElseThrow().occurrence()).isEqualTo(fiveNightsOn);
    assertThat(expectedRuns.latest("job", fiveNightsOn, 9))
        .as("no night is left out")
        .hasSize(6);
  }

  @Test
  void the_id_of_a_run_is_a_run_id_too() {
    Run fired = runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();

    assertThat(ping(HeartbeatKind.SUCCEEDED, fired.id(), NIGHT.plusSeconds(9)))
        .isEqualTo(fired.id());
    assertThat(runs.find(fired.id()).orElseThrow().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void a_start_that_could_not_be_recorded_leaves_no_run_behind() {
    rename("heartbeat", "away");
    assertThatThrownBy(() -> ping(HeartbeatKind.STARTED, null, NIGHT))
        .hasMessageContaining("heartbeat");
    rename("away", "heartbeat");

    UUID run = ping(HeartbeatKind.STARTED, null, NIGHT);

    assertThat(runs.unfinished("job")).extracting(Run::id).containsExactly(run);
  }

  @Test
  void of_many_with_the_same_run_id_at_once_one_makes_the_run_and_all_are_kept() throws Exception {
    UUID rid = UUID.randomUUID();

    List<UUID> made = atOnce(8, () -> ping(HeartbeatKind.STARTED, rid, NIGHT));

    assertThat(Set.copyOf(made)).hasSize(1);
    assertThat(runs.heartbeats(made.get(0))).hasSize(8);
  }

  private void rename(String from, String to) {
    world.database().jdbc().sql("ALTER TABLE " + from + " RENAME TO " + to).update();
  }

  private UUID ping(String job, HeartbeatKind kind, Instant at) {
    return externalRuns.record(new Ping(job, kind, null, null, null, at));
  }

  private UUID ping(HeartbeatKind kind, UUID rid, Instant at) {
    return externalRuns.record(new Ping("job", kind, rid, null, "said", at));
  }
}
