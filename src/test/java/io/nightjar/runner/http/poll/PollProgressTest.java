package io.nightjar.runner.http.poll;

import static io.nightjar.runner.http.target.HttpTargetBuilder.aRequestTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.http.target.HttpTarget;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollProgressTest {

  private static final Instant ACCEPTED = Instant.parse("2022-01-22T00:05:00Z");
  private static final Instant DEADLINE = ACCEPTED.plus(Duration.ofHours(2));
  private static final HttpTarget WORK = aRequestTo("http://sync:8101/job/a")
      .likeTheSyncService()
      .polling("http://sync:8101/status", "/a", Duration.ofSeconds(5), Duration.ofSeconds(30))
      .build();

  private final PollProgress progress = progress(false);

  @ParameterizedTest(name = "{0} after {1}: over {2}")
  @CsvSource({
    "NOT_RUNNING, PT29.999S, false",
    "NOT_RUNNING, PT30S, true",
    "UNUSABLE, PT29.999S, false",
    "UNUSABLE, PT30S, true",
    "UNREADABLE, PT30S, false",
    "UNREADABLE, PT1H59M59S, false",
    "UNREADABLE, PT2H, true",
    "RUNNING, PT3H, false"
  })
  void a_job_must_be_seen_running_in_time_unless_nobody_can_look(
      PollResult.State state, Duration after, boolean over) {
    RunResult finish = progress.update(new PollResult(state, null), ACCEPTED.plus(after));

    assertThat(finish != null).isEqualTo(over);
    assertThat(progress.hasBeenSeenRunning()).isEqualTo(state == PollResult.State.RUNNING);
  }

  @Test
  void one_that_was_not_seen_running_says_what_was_accepted_and_where_it_was_looked_for() {
    progress.update(new PollResult(PollResult.State.NOT_RUNNING, null), ACCEPTED);

    RunResult finish = progress.update(
        new PollResult(PollResult.State.NOT_RUNNING, "the answer has nothing at /a"),
        ACCEPTED.plusSeconds(30));

    assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finish.cause())
        .isEqualTo(
            "PUT http://sync:8101/job/a: accepted (\"Just started\") but was not seen running within 30s"
                + " (2 polls of GET http://sync:8101/status; the answer has nothing at /a)."
                + " Check the service's own log, then re-run the job.");
  }

  @Test
  void one_that_could_not_be_looked_at_says_why() {
    RunResult finish = progress.update(
        new PollResult(PollResult.State.UNUSABLE, "answered 401 Unauthorized"),
        ACCEPTED.plusSeconds(30));

    assertThat(finish.cause())
        .contains("its status could not be read", "answered 401 Unauthorized");
  }

  @Test
  void one_that_ran_and_runs_no_longer_has_succeeded_as_far_as_anybody_can_say() {
    assertThat(update(PollResult.State.RUNNING, null)).isNull();

    assertThat(update(PollResult.State.NOT_RUNNING, null))
        .isEqualTo(RunResult.succeeded("the service no longer reports it running"));
  }

  @Test
  void a_gap_while_it_ran_is_mentioned_and_one_before_is_not() {
    update(PollResult.State.UNREADABLE, "before");
    update(PollResult.State.RUNNING, null);
    update(PollResult.State.UNREADABLE, "answered 503 Service Unavailable");

    assertThat(update(PollResult.State.NOT_RUNNING, null).excerpt())
        .contains("could not be read (answered 503 Service Unavailable)", "may have been restarted")
        .doesNotContain("before");
  }

  @Test
  void an_adopted_run_that_ran_before_is_over_at_the_first_look() {
    assertThat(progress(true)
            .update(new PollResult(PollResult.State.NOT_RUNNING, null), ACCEPTED.plusSeconds(5))
            .outcome())
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @ParameterizedTest(name = "{0} {1} after the deadline: over {2}")
  @CsvSource({
    "RUNNING, PT24H, false",
    "RUNNING, PT24H0.001S, true",
    "UNREADABLE, PT24H, false",
    "UNREADABLE, PT24H0.001S, true"
  })
  void one_that_is_overdue_for_a_day_is_followed_no_longer(
      PollResult.State state, Duration after, boolean over) {
    PollProgress running = progress(true);

    RunResult finish =
        running.update(new PollResult(state, "connection refused"), DEADLINE.plus(after));

    assertThat(finish != null).isEqualTo(over);
    if (over) {
      assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(finish.cause()).startsWith("lost track: 24h after its finish deadline");
    }
  }

  private @Nullable RunResult update(PollResult.State state, @Nullable String problem) {
    return progress.update(new PollResult(state, problem), ACCEPTED.plusSeconds(1));
  }

  private static PollProgress progress(boolean seenRunning) {
    return new PollProgress(WORK, WORK.poll(), ACCEPTED, DEADLINE, seenRunning);
  }
}
