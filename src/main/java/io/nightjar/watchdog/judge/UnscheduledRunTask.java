package io.nightjar.watchdog.judge;

import io.nightjar.incident.IncidentKind;
import io.nightjar.job.Expectations;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.ledger.run.UnscheduledRunRepository;
import io.nightjar.watchdog.WatchdogTask;
import io.nightjar.watchdog.gap.MonitoringGapTracker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges runs without an occurrence, such as a manual run after a successful night: their problems are reported as
 * well. Before the expected runs, so that a scheduled run that has succeeded since ends what is opened here.
 */
@Component
@Order(WatchdogTask.UNSCHEDULED_RUNS)
class UnscheduledRunTask implements WatchdogTask {

  private static final int BATCH = 100;

  private final UnscheduledRunRepository runs;
  private final VerdictRecorder recorder;
  private final JobCatalogue catalogue;
  private final MonitoringGapTracker blindTime;
  private final TransactionTemplate transaction;
  private final Judge judge = new Judge();

  UnscheduledRunTask(
      UnscheduledRunRepository runs,
      VerdictRecorder recorder,
      JobCatalogue catalogue,
      MonitoringGapTracker blindTime,
      TransactionTemplate transaction) {
    this.runs = runs;
    this.recorder = recorder;
    this.catalogue = catalogue;
    this.blindTime = blindTime;
    this.transaction = transaction;
  }

  @Override
  public boolean step(Instant now) {
    return Objects.requireNonNull(transaction.execute(status -> judge(now))) == BATCH;
  }

  private int judge(Instant now) {
    List<Run> claimed = runs.claimDue(now, BATCH);
    List<JudgedRun> judged = new ArrayList<>();
    Optional<Instant> deferredUntil = blindTime.puttingOffUntil(now);
    for (Run run : claimed) {
      Optional<JudgedRun> judgedRun = catalogue.find(run.job()).map(job -> decide(job, run, now));
      boolean overdue = judgedRun.filter(it -> isOverdue(it.verdict())).isPresent();
      if (overdue && deferredUntil.isPresent()) {
        runs.checkAgain(run.id(), deferredUntil.get());
      } else {
        runs.checkAgain(
            run.id(), judgedRun.map(it -> it.verdict().nextCheckAt()).orElse(null));
        judgedRun.filter(it -> isTold(run)).ifPresent(judged::add);
      }
    }
    recorder.record(judged, now);
    return claimed.size();
  }

  private JudgedRun decide(Job job, Run run, Instant now) {
    ExpectedRun own = expectedOf(run, job.expectations());
    return new JudgedRun(own, asFailed(judge.judge(own, List.of(run), now)), true);
  }

  /** It has the expectations of an occurrence, counted from the request. */
  private static ExpectedRun expectedOf(Run run, Expectations promise) {
    Instant from = run.firedAt();
    return new ExpectedRun(
        0,
        run.job(),
        from,
        from,
        from.plus(promise.startWithin()),
        from.plus(promise.finishWithin()),
        promise.atLeast(),
        false,
        ExpectedRun.Progress.NONE);
  }

  /** That a job could not start is, without an occurrence, said of the job in this build: see the check after a start. */
  private static Verdict asFailed(Verdict verdict) {
    Problem problem = verdict.problem();
    return problem == null || problem.kind() != IncidentKind.COULD_NOT_START
        ? verdict
        : new Verdict(
            verdict.progress(),
            new Problem(IncidentKind.FAILED, problem.deadline(), problem.cause()),
            verdict.answer(),
            verdict.nextCheckAt());
  }

  private static boolean isOverdue(Verdict verdict) {
    return verdict.problem() != null && verdict.problem().deadline() != null;
  }

  /** Who cancels a run knows of it; of a job elsewhere that reports outside its windows no end is missed. */
  private static boolean isTold(Run run) {
    if (run.trigger() == RunTrigger.EXTERNAL) {
      return run.outcome() == Outcome.SUCCEEDED || run.outcome() == Outcome.FAILED;
    }
    return run.outcome() != Outcome.CANCELLED;
  }
}
