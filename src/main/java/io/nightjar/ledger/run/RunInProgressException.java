package io.nightjar.ledger.run;

/** A run was asked for while another run of the same job has not ended. */
public final class RunInProgressException extends RuntimeException {

  private final transient Run run;

  RunInProgressException(Run run) {
    super("a run of " + run.job() + " is in progress: " + run.id());
    this.run = run;
  }

  /** The run that is in the way. */
  public Run run() {
    return run;
  }
}
