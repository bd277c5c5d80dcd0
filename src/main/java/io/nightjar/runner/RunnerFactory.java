package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.job.TargetType;

/** A kind of runner: how its part of a job's configuration is read and how its runners are made. */
public interface RunnerFactory extends TargetType {

  /** A runner for one run of the job, whose {@link Job#work()} this kind has read. */
  Runner runnerFor(Job job);
}
