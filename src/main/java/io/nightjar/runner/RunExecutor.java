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
 * Does a run, on the calling thread unless it only waits, and records how it ended. Here, and not before, the job's own code is loaded; whatever
 * it throws, an {@code Error} included, is the cause of a failed run and goes no further.
 */
@Component
class RunExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

  private final RunnerRegistry kinds;
  private final RunRecorder ledger;
  private final RunOwnership ownership;
  private final HostProcessRepository processes;
  private final ActiveRuns liveRuns;
  private final RemoteRunThreads waiting;
  private final Clock clock;
  private final WriteRetry patience = WriteRetry.forResults();

  RunExecutor(
      RunnerRegistry kinds,
      RunRecorder ledger,
      RunOwnership ownership,
      HostProcessRepository processes,
      ActiveRuns liveRuns,
      RemoteRunThreads waiting,
      Clock clock) {
    this.kinds = kinds;
    this.ledger = ledger;
    this.ownership = ownership;
    this.processes = processes;
    this.liveRuns = liveRuns;
    this.waiting = waiting;
    this.clock = clock;
  }

  void run(Job job, Run run) {
    process(job, run, Runner::run);
  }

  void follow(Job job, Run run, String resumeToken) {
    process(job, run, (runner, context) -> runner.follow(context, resumeToken));
  }

  void rehearse(Job job, RehearsalSession session) {
    RehearsalSession.Turn turn = session.enter(job);
    try {
      kinds.runnerFor(job).rehearse(turn);
      turn.leave();
      turn.can();
    } catch (Throwable problem) {
      turn.leave();
      LOG.warn("a rehearsal shows that job {} cannot start", job.name(), problem);
      turn.cannot(problem);
    }
  }

  /** Returns when the run has ended, or, when it is done elsewhere, as soon as it is under way. */
  private void process(Job job, Run run, Way way) {
    CountDownLatch begun = new CountDownLatch(1);
    if (job.work() != null && job.work().isDoneElsewhere()) {
      waiting.execute(() -> process(job, run, way, begun));
      await(begun);
    } else {
      process(job, run, way, begun);
    }
  }

  /** From then on a stop of the process knows of the run. */
  private static void await(CountDownLatch begun) {
    try {
      begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void process(Job job, Run run, Way way, CountDownLatch begun) {
    ActiveRun live;
    try {
      live = new ActiveRun(job, run, ledger, ownership, processes, clock, liveRuns.budget());
      liveRuns.begin(live);
    } finally {
      begun.countDown();
    }
    try {
      RunnerResult result = attempt(live, way);
      live.end();
      conclude(live, result);
    } finally {
      liveRuns.end(live);
    }
  }

  private RunnerResult attempt(ActiveRun live, Way way) {
    try {
      return live.checked(way.go(kinds.runnerFor(live.job()), live));
    } catch (Throwable problem) {
      LOG.warn("run {} of job {} has failed", live.id(), live.job().name(), problem);
      return live.ending(problem);
    }
  }

  private void conclude(ActiveRun live, RunnerResult result) {
    RunResult finish = result.finish();
    try {
      if (finish == null) {
        String what = "that run " + live.id() + " of job " + live.job().name() + " goes on";
        patience.write(what, () -> liveRuns.leave(live));
      } else {
        record(live, finish);
      }
    } catch (RuntimeException e) {
      LOG.error(
          "run {} of job {}: its result could not be written: {}",
          live.id(),
          live.job().name(),
          finish == null ? "it goes on" : finish,
          e);
    }
  }

  private void record(ActiveRun live, RunResult finish) {
    Instant at = clock.instant();
    patience.write("the result of run " + live.id() + " of job " + live.job().name(), () -> {
      live.writeStart();
      return ledger.finish(live.id(), finish, at, ActiveRun.SOURCE);
    });
    // Twice a minute the same line would bury all others.
    LOG.atLevel(live.job().isCanary() ? Level.DEBUG : Level.INFO)
        .log(
            "run {} of job {}: {}",
            live.id(),
            live.job().name(),
            finish.outcome().word());
  }

  private interface Way {
    RunnerResult go(Runner runner, RunContext context) throws Exception;
  }
}
