package io.nightjar.job;

import io.nightjar.config.Settings;

/**
 * How one kind of work is read from a job's configuration. Each kind of runner brings one, as a bean.
 *
 * <p>Kinds are made before the configuration is bound. What they need of {@link Settings}, the catalogue or the
 * database they must take from an {@code ObjectProvider}, and not before a job runs.
 */
public interface TargetType {

  /** The key under {@code nightjar.jobs.JOB}: {@code http}, {@code command}, {@code bean}. */
  String key();

  /**
   * Reads the section of one job. Problems are collected, not thrown, so that all are told at once; what is returned
   * after a problem is never used.
   */
  JobTarget read(TargetSection section);
}
