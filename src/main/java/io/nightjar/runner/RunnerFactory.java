package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.job.TargetType;

/** Creates the runners of one kind of target. Each kind registers one as a bean, beside its {@link TargetType}. */
public interface RunnerFactory {

  /** The {@link JobTarget#kind()} of its jobs. */
  String key();

  /** Creates a runner for one run of a job of this kind. */
  Runner runnerFor(Job job);
}
