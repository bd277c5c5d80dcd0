package io.nightjar.runner;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.HostProcessRepository;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;

class ActiveRunTest {

  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");
  private static final Instant NOW = OCCURRENCE.plusSeconds(2);

  private final RunRecorder ledger = mock(RunRecorder.class);
  private final RunOwnership ownership = mock(RunOwnership.class);
  private final Clock clock = mock(Clock.class);
  private final Job job = aJob("personOwnerRebuildJob", "0 5 0 * * *");
  private final ActiveRun live = live(RunTrigger.SCHEDULE, null);

  @Test
  void the_start_is_recorded_once() {
    live.started();
    live.started();

    verify(ledger, times(1)).started(live.id(), NOW, "scheduler");
  }

  @Test
  void a_start_that_cannot_be_written_does_not_disturb_the_body_and_is_written_later() {
    doThrow(new DataAccessResourceFailureException("away"))
        .doNothing()
        .when(ledger)
        .started(any(), any(), any());

    live.started();
    at(NOW.plusSeconds(60));
    live.writeStart();
    live.writeStart();

    verify(ledger, times(2)).started(live.id(), NOW, "scheduler");
  }

  @Test
  void lines_are_bounded_in_length_and_number() {
    for (int line = 0; line < 1_100; line++) {
      live.log("x".repeat(5_000));
    }

    verify(ledger, times(1_000)).log(eq(live.id()), any(), any(), eq("x".repeat(1_000)));
  }

  @Test
  void the_ledger_is_asked_for_a_cancellation_at_most_every_second() {
    when(ownership.cancelRequestedBy(live.id()))
        .thenReturn(Optional.empty(), Optional.of("on-call"));

    assertThat(live.cancelled()).isFalse();
    at(NOW.plusMillis(999));
    assertThat(live.cancelled()).isFalse();
    at(NOW.plusMillis(1_000));
    assertThat(live.cancelled()).isTrue();
    verify(ownership, times(2)).cancelRequestedBy(live.id());
  }

  @Test
  void a_ledger_that_takes_long_to_answer_is_not_asked_again_at_once() {
    when(ownership.cancelRequestedBy(live.id())).thenAnswer(call -> {
      at(NOW.plusSeconds(8));
      throw new DataAccessResourceFailureException("away");
    });

    assertThat(live.cancelled()).isFalse();
    assertThat(live.cancelled()).isFalse();

    verify(ownership, times(1)).cancelRequestedBy(live.id());
  }

  @Test
  void a_ledger_that_is_away_cancels_nothing() {
    when(ownership.cancelRequestedBy(live.id()))
        .thenThrow(new DataAccessResourceFailureException("away"));

    assertThat(live.cancelled()).isFalse();
  }

  @ParameterizedTest(name = "made by {0}, started at {1}: {2}")
  @CsvSource({
    "SCHEDULE, , 2026-01-22T00:35:00Z",
    "CATCH_UP, , 2026-01-22T00:35:02Z",
    "MANUAL, , 2026-01-22T00:35:02Z",
    "MANUAL, 2026-01-22T00:04:00Z, 2026-01-22T00:34:00Z",
  })
  void the_deadline_counts_from_the_occurrence_only_when_the_schedule_made_the_run(
      RunTrigger trigger, Instant startedAt, Instant deadline) {
    assertThat(live(trigger, startedAt).finishDeadline()).isEqualTo(deadline);
  }

  @Test
  void an_abandoned_run_that_fails_was_interrupted_and_one_that_succeeds_succeeded() {
    live.abandon();
    assertThat(Thread.interrupted()).isTrue();

    assertThat(live.cancelled()).isTrue();
    assertThat(live.adjusted(RunnerResult.finished(RunResult.failed("exit status 143", "bye")))
            .finish())
        .isEqualTo(new RunResult(
            Outcome.INTERRUPTED,
            "the process was stopped while it ran (exit status 143)",
            null,
            null));
    assertThat(live.adjusted(RunnerResult.finished(RunResult.succeeded("done"))).finish())
        .isEqualTo(RunResult.succeeded("done"));
    RunResult said =
        new RunResult(Outcome.INTERRUPTED, "Nightjar stopped: the bean returned", null, null);
    assertThat(live.adjusted(RunnerResult.finished(said)).finish()).isEqualTo(said);
    assertThat(live.resultOfFailure(new InterruptedException()).finish().outcome())
        .isEqualTo(Outcome.INTERRUPTED);
  }

  @Test
  void an_abandoned_run_that_can_be_followed_is_left_running() {
    live.followable("task/42");
    live.abandon();
    assertThat(Thread.interrupted()).isTrue();

    assertThat(live.resultOfFailure(new InterruptedException()))
        .isEqualTo(RunnerResult.leftRunning());
  }

  @Test
  void after_its_end_it_is_not_interrupted_any_more() {
    live.end();
    live.abandon();

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void an_interrupt_waits_while_the_ledger_is_written() {
    doNothing().when(ledger).followable(any(), any());
    when(ownership.cancelRequestedBy(live.id())).thenAnswer(call -> {
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      return Optional.empty();
    });

    Thread.currentThread().interrupt();
    assertThat(live.cancelled()).isFalse();

    assertThat(Thread.interrupted()).isTrue();
  }

  private ActiveRun live(RunTrigger trigger, Instant startedAt) {
    at(NOW);
    Run run = new Run(
        UUID.randomUUID(),
        job.name(),
        OCCURRENCE,
        trigger,
        null,
        NOW,
        startedAt,
        null,
        null,
        null,
        null);
    return new ActiveRun(
        job,
        run,
        ledger,
        ownership,
        mock(HostProcessRepository.class),
        clock,
        new ShutdownBudget());
  }

  private void at(Instant now) {
    when(clock.instant()).thenReturn(now);
  }
}
