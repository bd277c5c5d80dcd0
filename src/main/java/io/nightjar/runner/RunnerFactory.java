package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.job.TargetType;

/** Makes the runners of one kind of target. Each kind brings one as a bean, beside its {@link TargetType}. */
public interface RunnerFactory {

  /** The {@link JobTarget#kind()} of the jobs that it is for. */
  String key();

  /** A runner for one run of the job, whose {@link Job#work()} is of this kind. */
  Runner runnerFor(Job job);
}
