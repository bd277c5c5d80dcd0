package io.nightjar.watchdog.judge;

import static io.nightjar.watchdog.Evidence.OCCURRENCE;
import static io.nightjar.watchdog.Evidence.expected;
import static io.nightjar.watchdog.Evidence.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.incident.IncidentKind;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

  private static final Duration TICK = Duration.ofNanos(1_000);

  private final Judge judge = new Judge();

  @ParameterizedTest(name = "no start, {0} after the occurrence: {1}")
  @CsvSource({
    "PT-48H, AWAITING, ",
    "PT0S, AWAITING, ",
    "PT9M59.999999S, AWAITING, ",
    "PT10M, AWAITING, ",
    "PT10M0.000001S, MISSED, NOT_STARTED",
    "PT240H, MISSED, NOT_STARTED"
  })
  void a_run_without_a_start_is_missed_only_after_its_deadline(
      Duration after, ExpectedState state, @Nullable IncidentKind kind) {
    Verdict verdict = judge.judge(expected(null), List.of(), OCCURRENCE.plus(after));

    assertThat(verdict.progress().state()).isEqualTo(state);
    assertThat(kindOf(verdict)).isEqualTo(kind);
  }

  @Test
  void what_is_awaited_is_judged_again_right_after_its_deadline() {
    Verdict verdict = judge.judge(expected(null), List.of(), OCCURRENCE);

    assertThat(verdict.nextCheckAt()).isEqualTo(OCCURRENCE.plusSeconds(600).plus(TICK));
    assertThat(judge.judge(expected(null), List.of(), verdict.nextCheckAt()).problem())
        .isNotNull();
  }

  @ParameterizedTest(name = "fired but not begun, {0} after the occurrence: {1}")
  @CsvSource({"PT10M, AWAITING", "PT10M0.000001S, MISSED"})
  void a_run_that_was_fired_and_has_not_begun_is_not_a_start(Duration after, ExpectedState state) {
    Verdict verdict = judge.judge(
        expected(null), List.of(run(RunTrigger.SCHEDULE).build()), OCCURRENCE.plus(after));

    assertThat(verdict.progress().state()).isEqualTo(state);
  }

  @ParameterizedTest(name = "started and at it, {0} after the occurrence: {1}")
  @CsvSource({
    "PT1M, RUNNING, ",
    "PT1H59M59.999999S, RUNNING, ",
    "PT2H, RUNNING, ",
    "PT2H0.000001S, OVERDUE, OVERDUE"
  })
  void a_run_is_overdue_only_after_its_finish_deadline(
      Duration after, ExpectedState state, @Nullable IncidentKind kind) {
    Run run = run(RunTrigger.SCHEDULE).started("PT1S").build();

    Verdict verdict = judge.judge(expected(null), List.of(run), OCCURRENCE.plus(after));

    assertThat(verdict.progress().state()).isEqualTo(state);
    assertThat(kindOf(verdict)).isEqualTo(kind);
    assertThat(verdict.progress().run()).isEqualTo(run.id());
  }

  @ParameterizedTest(name = "a {0} run started {1} after the occurrence is overdue after {2}")
  @CsvSource({
    "SCHEDULE, PT1H, PT2H",
    "EXTERNAL, PT1H, PT2H",
    "MANUAL, PT1H, PT3H",
    "DOWNSTREAM, PT5H, PT7H",
    "CATCH_UP, PT4H, PT6H",
    "MANUAL, PT-1M, PT2H"
  })
  void a_run_by_hand_or_to_catch_up_has_its_full_time_from_its_start(
      RunTrigger trigger, Duration started, Duration deadline) {
    List<Run> runs = List.of(run(trigger).started(started.toString()).build());
    Instant at = OCCURRENCE.plus(deadline);

    assertThat(judge.judge(expected(null), runs, at).progress().state())
        .isEqualTo(ExpectedState.RUNNING);
    assertThat(judge.judge(expected(null), runs, at).nextCheckAt()).isEqualTo(at.plus(TICK));
    assertThat(judge.judge(expected(null), runs, at.plus(TICK)).progress().state())
        .isEqualTo(ExpectedState.OVERDUE);
  }

  @ParameterizedTest(name = "started at {0}, finished at {1}: {2}")
  @CsvSource({
    "PT0S, PT5M, MET",
    "PT10M, PT2H, MET",
    "PT10M0.000001S, PT20M, MET_LATE",
    "PT1M, PT2H0.000001S, MET_LATE",
    "PT-30S, PT1M, MET",
    ", PT5M, MET",
    ", PT3H, MET_LATE"
  })
  void a_success_is_on_time_or_late_for_ever(
      @Nullable String started, String finished, ExpectedState state) {
    Run run = run(RunTrigger.EXTERNAL)
        .started(started)
        .ended(finished, Outcome.SUCCEEDED)
        .build();

    Verdict verdict =
        judge.judge(expected(null), List.of(run), OCCURRENCE.plus(Duration.ofDays(9)));

    assertThat(verdict.progress().state()).isEqualTo(state);
    assertThat(verdict.problem()).isNull();
    assertThat(verdict.nextCheckAt()).isNull();
  }

  @ParameterizedTest(name = "a success after {0} where at least 2 s are needed: {1}")
  @CsvSource({"PT0S, FAILED", "PT1.999S, FAILED", "PT2S, MET", "PT2.001S, MET"})
  void a_success_that_was_too_quick_is_none(Duration took, ExpectedState state) {
    Run run = run(RunTrigger.SCHEDULE)
        .started("PT1S")
        .ended(Duration.ofSeconds(1).plus(took).toString(), Outcome.SUCCEEDED)
        .build();

    Verdict verdict =
        judge.judge(expected(Duration.ofSeconds(2)), List.of(run), OCCURRENCE.plusSeconds(60));

    assertThat(verdict.progress().state()).isEqualTo(state);
    assertThat(kindOf(verdict))
        .isEqualTo(state == ExpectedState.MET ? null : IncidentKind.TOO_QUICK);
  }

  @ParameterizedTest(name = "{0} {1} after a start: {2}: {3}, {4}")
  @CsvSource({
    "SCHEDULE, FAILED, false, FAILED, COULD_NOT_START",
    "SCHEDULE, FAILED, true, FAILED, FAILED",
    "MANUAL, FAILED, false, FAILED, COULD_NOT_START",
    "EXTERNAL, FAILED, false, FAILED, FAILED",
    "SCHEDULE, LOST, true, FAILED, FAILED",
    "SCHEDULE, INTERRUPTED, true, FAILED, FAILED",
    "SCHEDULE, CANCELLED, true, FAILED, FAILED",
    "SCHEDULE, SKIPPED, false, SKIPPED, SKIPPED",
    "SCHEDULE, SUPERSEDED, false, SKIPPED, ",
    "SCHEDULE, HELD, false, HELD, HELD"
  })
  void an_end_without_success_needs_a_person(
      RunTrigger trigger,
      Outcome outcome,
      boolean begun,
      ExpectedState state,
      @Nullable IncidentKind kind) {
    Run run = run(trigger).started(begun ? "PT1S" : null).ended("PT2S", outcome).build();

    Verdict verdict = judge.judge(expected(null), List.of(run), OCCURRENCE.plusSeconds(3));

    assertThat(verdict.progress().state()).isEqualTo(state);
    assertThat(kindOf(verdict)).isEqualTo(kind);
    assertThat(verdict.nextCheckAt()).isNull();
  }

  private static @Nullable IncidentKind kindOf(Verdict verdict) {
    return verdict.problem() == null ? null : verdict.problem().kind();
  }

  @ParameterizedTest(name = "a success without a start, {0} after the occurrence: {1}")
  @CsvSource({"PT10M, MET", "PT10M0.000001S, MET_LATE"})
  void a_job_that_reports_no_start_was_first_seen_at_its_end(String after, ExpectedState state) {
    Run run =
        run(RunTrigger.EXTERNAL).fired(after).ended(after, Outcome.SUCCEEDED).build();

    Verdict verdict = judge.judge(expected(null), List.of(run), OCCURRENCE.plusSeconds(3_600));

    assertThat(verdict.progress().state()).isEqualTo(state);
  }
}
