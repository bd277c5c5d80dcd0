package io.nightjar.runner;

import io.nightjar.ledger.run.RunResult;

/** Does nothing and succeeds: the start of the canary run is the proof that the scheduler fires. */
final class CanaryRunner implements Runner {

  @Override
  public RunnerResult run(RunContext context) {
    context.started();
    return RunnerResult.finished(RunResult.succeeded(null));
  }

  @Override
  public void rehearse(RehearsalContext context) {
    context.checked("it does nothing");
  }
}
