package io.nightjar.rehearsal;

/**
 * Takes every job of the catalogue through a scheduler like the real one, with its own job store, up to the point where
 * the job's code would begin. No job is run, and nothing is written that another process could read.
 */
public interface Rehearsal {

  /**
   * Rehearses all jobs and waits for the last.
   *
   * @param version of this build, for the report
   * @param probe whether targets may be called, with requests that change nothing there
   */
  RehearsalReport rehearse(String version, boolean probe) throws InterruptedException;
}
