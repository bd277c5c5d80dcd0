package io.nightjar.api;

import io.nightjar.runner.RunContext;

/** The work of a job that is a Spring bean. It finishes by returning and fails by throwing. */
@FunctionalInterface
public interface JobHandler {

  /** Does the work. A body that takes long looks at {@link RunContext#cancelled()} now and then. */
  void run(RunContext context) throws Exception;
}
