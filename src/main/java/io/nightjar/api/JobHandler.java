package io.nightjar.api;

/** The work of a job that is a Spring bean. It finishes by returning and fails by throwing. */
@FunctionalInterface
public interface JobHandler {

  /** Does the work. A body that takes long looks at {@link JobContext#cancelled()} now and then. */
  void run(JobContext context) throws Exception;
}
