package io.nightjar.rehearsal;

/**
 * Takes every job of the catalogue through a scheduler like the real one, with a store of its own, up to the point where
 * its body would begin. No job is run, and nothing is written that another process could read.
 */
public interface Rehearsal {

  /**
   * Rehearses all jobs and waits for the last.
   *
   * @param version of this build, for the report
   * @param probe whether targets may be called, in ways that do nothing there
   */
  RehearsalReport rehearse(String version, boolean probe) throws InterruptedException;
}
