package io.nightjar.ledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunUpdate;
import io.nightjar.ledger.expected.ExpectedState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Runs that a person asks for. */
class ManualRunsTest extends LedgerContract {

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
    assertThat(world.get(RunOwnership.class).untaken(world.now().plusSeconds(5)))
        .extracting(Run::id)
        .containsExactly(run.id());

    assertThat(world.get(RunOwnership.class).take(run.id(), ME)).isPresent();
    assertThat(world.get(RunOwnership.class).take(run.id(), UUID.randomUUID())).isEmpty();
    assertThat(world.get(RunOwnership.class).untaken(world.now().plusSeconds(5)))
        .isEmpty();
  }

  @Test
  void when_the_latest_that_is_due_is_met_a_manual_run_answers_none_however_old_another_is() {
    world.clock().set(NEXT_NIGHT.plusSeconds(3_600));
    ExpectedRun latest = expectedRuns.find("job", NEXT_NIGHT).orElseThrow();
    claims.update(List.of(new ExpectedRunUpdate(
        latest.id(), new ExpectedRun.Progress(ExpectedState.MET, null, null, null), null)));

    assertThat(request(null).occurrence()).isNull();
  }

  @Test
  void beyond_the_horizon_a_manual_run_answers_the_latest_night_all_the_same() {
    Instant fiveNightsOn = NIGHT.plus(Duration.ofDays(5));
    world.clock().set(fiveNightsOn.plusSeconds(3_600));

    assertThat(request(null).occurrence()).isEqualTo(fiveNightsOn);
  }
}
