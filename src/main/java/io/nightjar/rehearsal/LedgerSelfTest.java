package io.nightjar.rehearsal;

import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.rehearsal.RehearsalReport.Result;
import io.nightjar.runner.text.FailureCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes an empty run through the ledger, from fired to finished. To be used only on a temporary database. */
public final class LedgerSelfTest {

  private static final String NAME = "(ledger)";
  private static final String KIND = "nightjar";

  private final RunRecorder runs;
  private final ThisInstance instance;
  private final Clock clock;

  public LedgerSelfTest(RunRecorder runs, ThisInstance instance, Clock clock) {
    this.runs = runs;
    this.instance = instance;
    this.clock = clock;
  }

  public Result rehearse() {
    long began = System.nanoTime();
    try {
      record(clock.instant());
      return new Result(
          NAME, KIND, true, null, List.of("a run was fired, recorded and finished"), since(began));
    } catch (RuntimeException | LinkageError problem) {
      return Result.failed(
          NAME, KIND, "a run cannot be recorded: " + FailureCause.of(problem), since(began));
    }
  }

  private void record(Instant now) {
    Run run = runs.fire(NAME, now, RunTrigger.SCHEDULE, instance.id(), now).orElseThrow();
    runs.started(run.id(), now, "rehearsal");
    runs.finish(run.id(), RunResult.succeeded(null), now, "rehearsal");
    Outcome outcome = runs.find(run.id()).map(Run::outcome).orElse(null);
    if (outcome != Outcome.SUCCEEDED) {
      throw new IllegalStateException("the outcome of the finished run is " + outcome);
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
