package io.nightjar.job;

/**
 * Reads one kind of target from a job's configuration. Each kind of runner brings one as a bean that depends on no
 * other: it reads before any other bean is made.
 */
public interface TargetType {

  /** The key under {@code nightjar.jobs.JOB}: {@code http}, {@code command}, {@code bean}. */
  String key();

  /**
   * Reads the section of one job. Problems are collected, not thrown, so that all are reported at once; what is returned
   * after a problem is never used.
   */
  JobTarget read(TargetSection section);
}
