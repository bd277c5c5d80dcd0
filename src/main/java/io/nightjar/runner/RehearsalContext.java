package io.nightjar.runner;

import io.nightjar.job.Job;

/** What a runner knows about a rehearsal of its job, and how it says what it has looked at. */
public interface RehearsalContext {

  Job job();

  /** Whether what the job needs elsewhere may be called, in ways that do nothing there. */
  boolean probe();

  /**
   * Loads a class with all that it refers to, and initialises those of its own package, so that what is missing from the
   * jar is missed now.
   *
   * @throws CannotStartException that names the class that is missing and the one that needs it
   */
  void requireClasses(Class<?> root) throws CannotStartException;

  /** Notes what was found in order. */
  void checked(String what);
}
