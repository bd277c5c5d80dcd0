package io.nightjar.ledger.expected;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.ledger.run.LedgerContract;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Which occurrences are expected, and who judges them. */
class ExpectedRunsTest extends LedgerContract {

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
  void evidence_by_a_clock_ahead_makes_due_and_never_postpones() {
    Instant ahead = NIGHT.plus(Duration.ofHours(20));
    runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, ahead);

    assertThat(claimed(NIGHT.plusSeconds(601), 10)).containsExactly(NIGHT);
  }

  @Test
  void evidence_by_a_clock_ahead_of_the_database_is_judged_at_once() {
    ExpectedRun row = expectedRuns.find("job", NIGHT).orElseThrow();
    claims.update(List.of(new ExpectedRunUpdate(row.id(), row.progress(), null)));
    Instant present = Instant.now();

    runs.fire("job", NIGHT, RunTrigger.SCHEDULE, ME, present.plus(Duration.ofHours(1)));
    assertThat(claimed(present.plusSeconds(60), 10)).contains(NIGHT);
  }

  private List<Instant> claimed(Instant now, int limit) {
    return claims.claimDue(now, limit).stream().map(ExpectedRun::occurrence).toList();
  }

  @Test
  void a_run_that_may_still_be_met_ends_a_row_of_those_that_were_not() {
    restart(START, World.job("job", "0 0 * * * *"));
    Instant first = Instant.parse("2026-01-21T14:00:00Z");
    state(first, ExpectedState.FAILED);
    state(first.plus(Duration.ofHours(1)), ExpectedState.FAILED);
    state(first.plus(Duration.ofHours(2)), ExpectedState.RUNNING);
    state(first.plus(Duration.ofHours(3)), ExpectedState.SKIPPED);

    FailureStreak streak =
        world.get(FailureStreakRepository.class).of(Set.of("job")).get("job");

    assertThat(streak.count()).isEqualTo(1);
    assertThat(streak.first()).isEqualTo(streak.last()).isEqualTo(first.plus(Duration.ofHours(3)));
    state(first.plus(Duration.ofHours(2)), ExpectedState.MISSED);
    assertThat(world
            .get(FailureStreakRepository.class)
            .of(Set.of("job"))
            .get("job")
            .count())
        .isEqualTo(4);
  }

  private void state(Instant occurrence, ExpectedState state) {
    long id = expectedRuns.find("job", occurrence).orElseThrow().id();
    claims.update(List.of(
        new ExpectedRunUpdate(id, new ExpectedRun.Progress(state, null, null, null), null)));
  }
}
