package io.nightjar.runner;

import io.nightjar.api.JobContext;
import io.nightjar.job.Job;
import io.nightjar.ledger.run.Run;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a runner knows about its run and how it reports. All methods may be called from any thread. */
public interface RunContext extends JobContext {

  Job job();

  Run run();

  @Override
  default String jobName() {
    return job().name();
  }

  @Override
  default @Nullable Instant occurrence() {
    return run().occurrence();
  }

  /** Records that the body of the job has begun. Calling it again does nothing. */
  void started();

  /** Records the process that does the work on this host, so that one that outlives Nightjar is found again. */
  void process(long id, @Nullable Instant startedAt);

  /** Records that another instance can go on following this run, and what it needs to know to do so. */
  void followable(String resumeToken);

  /** Whether the process is stopping: a followable run is left for another instance with {@link RunnerResult#leftRunning}. */
  boolean stopping();

  /** How long the body may take to end when it is cancelled or must not go on: less while the process stops. */
  Duration timeToEnd();
}
