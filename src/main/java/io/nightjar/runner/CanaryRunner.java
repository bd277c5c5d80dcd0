package io.nightjar.runner;

import io.nightjar.ledger.Finish;

/** Does nothing and succeeds: what it shows is that it was started. */
final class CanaryRunner implements Runner {

  @Override
  public RunResult run(RunContext context) {
    context.started();
    return RunResult.finished(Finish.succeeded(null));
  }

  @Override
  public void rehearse(RehearsalContext context) {
    context.checked("it does nothing");
  }
}
