package io.nightjar.runner;

/** Does the work of one job. Created for each run, after the run's {@code fired} heartbeat is written. */
public interface Runner {

  /**
   * Does the work, on the calling thread, until it is finished or handed over.
   *
   * @throws Exception becomes the cause of a failed run
   */
  RunnerResult run(RunContext context) throws Exception;

  /**
   * Prepares the work without beginning it: everything that a run will need is looked up, loaded and created.
   *
   * @throws Exception becomes the reason why the job cannot start
   */
  void rehearse(RehearsalContext context) throws Exception;

  /**
   * Follows a run that another instance has started, from the resume token it recorded with {@link
   * RunContext#followable}.
   *
   * @throws UnsupportedOperationException when runs of this kind cannot be followed
   */
  default RunnerResult follow(RunContext context, String resumeToken) throws Exception {
    throw new UnsupportedOperationException("runs of this kind cannot be followed");
  }
}
