package io.nightjar.runner;

/** The work of a job that is a Spring bean. It finishes by returning and fails by throwing. */
@FunctionalInterface
public interface JobBody {

  /** Does the work. A body that takes long looks at {@link RunContext#cancelled()} now and then. */
  void run(RunContext context) throws Exception;
}
