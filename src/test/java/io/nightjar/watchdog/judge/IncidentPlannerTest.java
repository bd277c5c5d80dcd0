package io.nightjar.watchdog.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.incident.FollowUpState;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.watchdog.judge.IncidentPlanner.Ending;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentPlannerTest {

  private static final Instant NIGHT = Instant.parse("2026-01-24T00:05:00Z");
  private static final Instant NIGHT_BEFORE = NIGHT.minusSeconds(86_400);
  private static final Instant NIGHT_AFTER = NIGHT.plusSeconds(86_400);

  @Test
  void a_finding_opens_an_incident_in_a_thread_of_its_own() {
    IncidentPlanner transitions = transitions(found(IncidentKind.NOT_STARTED, null));

    assertThat(transitions.opening()).isNotNull();
    assertThat(transitions.thread()).isNull();
    assertThat(transitions.endings()).isEmpty();
  }

  @Test
  void the_same_finding_is_told_once() {
    Run run = run(RunTrigger.SCHEDULE, Outcome.FAILED);
    Incident open = incident(NIGHT, IncidentKind.FAILED, run.id());

    IncidentPlanner transitions = transitions(found(IncidentKind.FAILED, run), open);

    assertThat(transitions).isEqualTo(new IncidentPlanner(null, null, List.of(), null));
  }

  @Test
  void the_same_finding_of_another_run_is_told_again() {
    Incident open = incident(NIGHT, IncidentKind.FAILED, UUID.randomUUID());

    IncidentPlanner transitions =
        transitions(found(IncidentKind.FAILED, run(RunTrigger.MANUAL, Outcome.FAILED)), open);

    assertThat(transitions.again()).isEqualTo(open);
    assertThat(transitions.opening()).isNull();
  }

  @Test
  void a_run_that_is_fired_after_the_deadline_and_does_not_begin_is_no_news() {
    Incident open = incident(NIGHT, IncidentKind.NOT_STARTED, null);

    IncidentPlanner transitions =
        transitions(found(IncidentKind.NOT_STARTED, run(RunTrigger.CATCH_UP, null)), open);

    assertThat(transitions).isEqualTo(new IncidentPlanner(null, null, List.of(), null));
  }

  @Test
  void another_problem_of_the_same_night_takes_over_the_thread() {
    Incident open = incident(NIGHT, IncidentKind.NOT_STARTED, null);

    IncidentPlanner transitions =
        transitions(found(IncidentKind.FAILED, run(RunTrigger.CATCH_UP, Outcome.FAILED)), open);

    assertThat(transitions.opening()).isNotNull();
    assertThat(transitions.thread()).isEqualTo(open.thread());
    assertThat(transitions.endings()).containsExactly(new Ending(open, Resolution.REPLACED));
  }

  @Test
  void incidents_of_other_nights_are_left_alone_by_a_finding() {
    Incident before = incident(NIGHT_BEFORE, IncidentKind.FAILED, null);

    IncidentPlanner transitions = transitions(found(IncidentKind.FAILED, null), before);

    assertThat(transitions.opening()).isNotNull();
    assertThat(transitions.endings()).isEmpty();
  }

  @ParameterizedTest(name = "a {0} run that is {1}: {2}")
  @CsvSource({
    "SCHEDULE, MET_LATE, LATE_RUN",
    "CATCH_UP, MET_LATE, LATE_RUN",
    "EXTERNAL, MET, REPORTED_LATE",
    "MANUAL, MET_LATE, MANUAL_RUN",
    "MANUAL, MET, MANUAL_RUN",
    "DOWNSTREAM, MET_LATE, MANUAL_RUN"
  })
  void a_success_resolves_its_own_night_and_supersedes_earlier_ones(
      RunTrigger trigger, ExpectedState state, Resolution resolution) {
    Incident own = incident(NIGHT, IncidentKind.NOT_STARTED, null);
    Incident before = incident(NIGHT_BEFORE, IncidentKind.FAILED, null);
    Incident after = incident(NIGHT_AFTER, IncidentKind.FAILED, null);
    Incident ofTheJob = incident(null, IncidentKind.JOB_REMOVED, null);
    Verdict met = Verdict.of(run(trigger, Outcome.SUCCEEDED), state, null, null);

    IncidentPlanner transitions = transitions(met, own, before, after, ofTheJob);

    assertThat(transitions.endings())
        .containsExactly(new Ending(own, resolution), new Ending(before, Resolution.SUPERSEDED));
  }

  @Test
  void a_run_that_is_at_it_changes_nothing_yet() {
    Incident open = incident(NIGHT, IncidentKind.NOT_STARTED, null);
    Verdict running = Verdict.of(run(RunTrigger.MANUAL, null), ExpectedState.RUNNING, null, NIGHT);

    assertThat(transitions(running, open))
        .isEqualTo(new IncidentPlanner(null, null, List.of(), null));
  }

  private static IncidentPlanner transitions(Verdict verdict, Incident... open) {
    ExpectedRun expected = new ExpectedRun(
        1, "job", NIGHT, NIGHT, NIGHT, NIGHT, null, false, ExpectedRun.Progress.NONE);
    return IncidentPlanner.of(expected, verdict, List.of(open));
  }

  private static Verdict found(IncidentKind kind, @Nullable Run run) {
    Problem problem = new Problem(kind, null, "why");
    return run == null
        ? Verdict.without(ExpectedState.MISSED, problem, null)
        : Verdict.of(run, ExpectedState.FAILED, problem, null);
  }

  private static Run run(RunTrigger trigger, @Nullable Outcome outcome) {
    RunResult finish = outcome == null ? null : new RunResult(outcome, "why", null, null);
    return new Run(
        UUID.randomUUID(), "job", NIGHT, trigger, null, NIGHT, null, null, finish, null, null);
  }

  private static Incident incident(
      @Nullable Instant occurrence, IncidentKind kind, @Nullable UUID run) {
    return new Incident(
        7,
        "job",
        null,
        kind,
        occurrence,
        run,
        null,
        null,
        NIGHT,
        UUID.randomUUID(),
        null,
        FollowUpState.NONE,
        null);
  }
}
