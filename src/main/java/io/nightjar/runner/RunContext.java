package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.Run;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a runner knows about its run and how it reports. All methods may be called from any thread. */
public interface RunContext {

  Job job();

  Run run();

  /** When the run must be finished. */
  Instant finishDeadline();

  /** Records that the body of the job has begun. Calling it again does nothing. */
  void started();

  /** Records a line about the run, bounded in length. */
  void log(String line);

  /** Records the process that does the work on this host, so that one that outlives Nightjar is found again. */
  void process(long id, @Nullable Instant startedAt);

  /** Records that another instance can go on following this run, and what it needs to know to do so. */
  void followable(String handOver);

  /** Whether somebody has asked to cancel the run, or the process is stopping and this run cannot be waited for. */
  boolean cancelled();

  /** Whether the process is stopping: a followable run is left for another instance with {@link RunnerResult#leftRunning}. */
  boolean stopping();

  /** How long the body may take to end when it is cancelled or must not go on: less while the process stops. */
  Duration timeToEnd();
}
