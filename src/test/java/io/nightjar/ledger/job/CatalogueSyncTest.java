package io.nightjar.ledger.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.World;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunQuery;
import io.nightjar.ledger.run.LedgerContract;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs that change, go and come back. */
class CatalogueSyncTest extends LedgerContract {

  @Test
  void a_changed_schedule_rewrites_what_is_not_due_and_keeps_the_change() {
    Instant now = Instant.parse("2026-01-22T12:00:00Z");
    restart(now, World.job("job", "0 30 1 * * *"));

    List<ExpectedRun> rows = expectedRuns.find(
        new ExpectedRunQuery(START, now.plus(Duration.ofDays(2)), "job", null, 100));
    assertThat(rows)
        .extracting(ExpectedRun::occurrence)
        .containsExactly(
            NIGHT, Instant.parse("2026-01-23T01:30:00Z"), Instant.parse("2026-01-24T01:30:00Z"));
    assertThat(records.changes("job"))
        .extracting(JobChange::change)
        .containsExactly("added", "changed");
    assertThat(records.changes("job").get(1).before()).contains("0 5 0 * * *");
  }

  @Test
  void a_change_within_the_window_of_an_occurrence_keeps_that_one() {
    Instant now = NIGHT.minusSeconds(30);
    restart(now, World.job("job", "0 5 0 * * *", "finish-within", "5h"));

    List<ExpectedRun> rows = expectedRuns.find(
        new ExpectedRunQuery(START, now.plus(Duration.ofDays(3)), "job", null, 100));
    assertThat(rows).extracting(ExpectedRun::occurrence).doesNotHaveDuplicates();
    assertThat(rows.get(0).finishWithin()).isEqualTo(Duration.ofHours(2));
    assertThat(rows.get(1).finishWithin()).isEqualTo(Duration.ofHours(5));
  }

  @Test
  void a_job_that_is_gone_is_retired_once_and_may_return() {
    Instant now = Instant.parse("2026-01-22T12:00:00Z");
    restart(now, World.job("other", "0 5 0 * * *"));
    TransactionTemplate transaction = world.get(TransactionTemplate.class);

    assertThat(records.gone(world.get(JobCatalogue.class)))
        .extracting(JobRecord::job)
        .containsExactly("job");
    Boolean first = transaction.execute(status -> records.retire("job", now));
    Boolean second = transaction.execute(status -> records.retire("job", now));
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(expectedRuns.nextOccurrence("job", now)).isEmpty();

    restart(now.plusSeconds(3_600), World.job("job", "0 5 0 * * *"));
    assertThat(records.changes("job"))
        .extracting(JobChange::change)
        .containsExactly("added", "removed", "returned");
    assertThat(expectedRuns.nextOccurrence("job", now)).contains(NEXT_NIGHT);
  }

  @Test
  void a_schedule_that_changes_after_a_run_by_hand_for_a_night_to_come_leaves_no_hole() {
    world.clock().set(START);
    Run ahead = manualRuns.request(
        job(), new RunRequest("alice", null, null), NEXT_NIGHT, null, world.now());

    restart(START.plusSeconds(60), World.job("job", "0 5 */6 * * *"));

    List<Instant> occurrences =
        expectedRuns
            .find(new ExpectedRunQuery(START, NEXT_NIGHT.plusSeconds(1), "job", null, 100))
            .stream()
            .map(ExpectedRun::occurrence)
            .toList();
    assertThat(occurrences)
        .containsExactly(
            Instant.parse("2026-01-21T18:05:00Z"),
            NIGHT,
            Instant.parse("2026-01-22T06:05:00Z"),
            Instant.parse("2026-01-22T12:05:00Z"),
            Instant.parse("2026-01-22T18:05:00Z"),
            NEXT_NIGHT);
    assertThat(runs.answering("job", NEXT_NIGHT)).extracting(Run::id).containsExactly(ahead.id());
  }

  @Test
  void what_a_newer_catalogue_has_changed_is_not_written_ahead_by_an_older_one() {
    Job before = job();
    restart(START.plusSeconds(60), World.job("job", "0 30 1 * * *"));
    Instant nextDay = START.plus(Duration.ofHours(30));

    assertThat(records.extend(new JobCatalogue(List.of(before)), nextDay, 10)).isZero();
    extend(nextDay.plusSeconds(61));

    assertThat(expectedRuns.find(
            new ExpectedRunQuery(START, START.plus(Duration.ofDays(9)), "job", null, 100)))
        .extracting(ExpectedRun::occurrence)
        .containsExactly(
            Instant.parse("2026-01-22T01:30:00Z"),
            Instant.parse("2026-01-23T01:30:00Z"),
            Instant.parse("2026-01-24T01:30:00Z"));
  }

  @Test
  void a_job_that_only_another_instance_knows_is_not_given_up() {
    Instant now = START.plus(Duration.ofDays(2));
    Job job = job();
    assertThat(records.extend(new JobCatalogue(List.of()), now, 10)).isZero();

    Instant later = now.plusSeconds(61);
    assertThat(records.extend(new JobCatalogue(List.of(job)), later, 10)).isEqualTo(1);
    assertThat(expectedRuns.nextOccurrence("job", later)).isPresent();
  }
}
