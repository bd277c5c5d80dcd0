package io.nightjar.runner;

import io.nightjar.job.Job;

/** What a runner knows about a rehearsal of its job, and how it reports what it has checked. */
public interface RehearsalContext {

  Job job();

  /** Whether remote services may be called, with requests that change nothing there. */
  boolean probe();

  /**
   * Loads a class with all classes that it refers to, and initialises those of its own package, so that a class that is
   * missing from the jar is found now.
   *
   * @throws CannotStartException that names the missing class and the class that needs it
   */
  void requireClasses(Class<?> root) throws CannotStartException;

  /** Records a check that passed. */
  void checked(String what);
}
