package io.nightjar.runner;

import io.nightjar.ledger.run.RunResult;

/** Does nothing and succeeds: what it shows is that it was started. */
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
