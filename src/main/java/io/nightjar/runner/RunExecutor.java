package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.HostProcessRepository;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/**
 * Executes a run, on the calling thread unless a remote service does the work, and records how it ended. The job's own
 * code is first loaded here. Whatever it throws, an {@code Error} included, becomes the cause of a failed run and is
 * not thrown on.
 */
@Component
class RunExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

  private final RunnerRegistry runners;
  private final RunRecorder ledger;
  private final RunOwnership ownership;
  private final HostProcessRepository processes;
  private final ActiveRuns activeRuns;
  private final RemoteRunThreads remoteRuns;
  private final Clock clock;
  private final WriteRetry retry = WriteRetry.forResults();

  RunExecutor(
      RunnerRegistry runners,
      RunRecorder ledger,
      RunOwnership ownership,
      HostProcessRepository processes,
      ActiveRuns activeRuns,
      RemoteRunThreads remoteRuns,
      Clock clock) {
    this.runners = runners;
    this.ledger = ledger;
    this.ownership = ownership;
    this.processes = processes;
    this.activeRuns = activeRuns;
    this.remoteRuns = remoteRuns;
    this.clock = clock;
  }

  void run(Job job, Run run) {
    process(job, run, Runner::run);
  }

  void follow(Job job, Run run, String resumeToken) {
    process(job, run, (runner, context) -> runner.follow(context, resumeToken));
  }

  void rehearse(Job job, RehearsalSession session) {
    RehearsalSession.Turn turn = session.begin(job);
    try {
      runners.runnerFor(job).rehearse(turn);
      turn.end();
      turn.passed();
    } catch (Throwable problem) {
      turn.end();
      LOG.warn("the rehearsal found that job {} cannot start", job.name(), problem);
      turn.failed(problem);
    }
  }

  /** Returns when the run has ended, or, when a remote service does the work, as soon as the run has begun. */
  private void process(Job job, Run run, Action action) {
    CountDownLatch begun = new CountDownLatch(1);
    if (job.work() != null && job.work().isDoneElsewhere()) {
      remoteRuns.execute(() -> process(job, run, action, begun));
      await(begun);
    } else {
      process(job, run, action, begun);
    }
  }

  /** From then on the run is in {@link ActiveRuns}, so a stop of the process waits for it. */
  private static void await(CountDownLatch begun) {
    try {
      begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void process(Job job, Run run, Action action, CountDownLatch begun) {
    ActiveRun activeRun;
    try {
      activeRun = new ActiveRun(job, run, ledger, ownership, processes, clock, activeRuns.budget());
      activeRuns.begin(activeRun);
    } finally {
      begun.countDown();
    }
    try {
      RunnerResult result = attempt(activeRun, action);
      activeRun.end();
      conclude(activeRun, result);
    } finally {
      activeRuns.end(activeRun);
    }
  }

  private RunnerResult attempt(ActiveRun activeRun, Action action) {
    try {
      return activeRun.adjusted(action.perform(runners.runnerFor(activeRun.job()), activeRun));
    } catch (Throwable problem) {
      LOG.warn("run {} of job {} has failed", activeRun.id(), activeRun.job().name(), problem);
      return activeRun.resultOfFailure(problem);
    }
  }

  private void conclude(ActiveRun activeRun, RunnerResult result) {
    RunResult finish = result.finish();
    try {
      if (finish == null) {
        String what = "The handover of run " + activeRun.id() + " of job "
            + activeRun.job().name();
        retry.write(what, () -> activeRuns.handOver(activeRun));
      } else {
        record(activeRun, finish);
      }
    } catch (RuntimeException e) {
      LOG.error(
          "run {} of job {}: its result could not be recorded: {}",
          activeRun.id(),
          activeRun.job().name(),
          finish == null ? "handed over" : finish,
          e);
    }
  }

  private void record(ActiveRun activeRun, RunResult finish) {
    Instant at = clock.instant();
    retry.write(
        "The result of run " + activeRun.id() + " of job " + activeRun.job().name(), () -> {
          activeRun.writeStart();
          return ledger.finish(activeRun.id(), finish, at, ActiveRun.SOURCE);
        });
    // The canary runs every minute: its lines would bury all others.
    LOG.atLevel(activeRun.job().isCanary() ? Level.DEBUG : Level.INFO)
        .log(
            "run {} of job {}: {}",
            activeRun.id(),
            activeRun.job().name(),
            finish.outcome().word());
  }

  private interface Action {
    RunnerResult perform(Runner runner, RunContext context) throws Exception;
  }
}
