package io.nightjar.api;

/** The work of a job that is a Spring bean. The run succeeds when the method returns and fails when it throws. */
@FunctionalInterface
public interface JobHandler {

  /** Does the work. Long work should check {@link JobContext#cancelled()} from time to time. */
  void run(JobContext context) throws Exception;
}
