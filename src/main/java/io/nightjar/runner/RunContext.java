package io.nightjar.runner;

import io.nightjar.api.JobContext;
import io.nightjar.job.Job;
import io.nightjar.ledger.run.Run;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a runner knows about its run, and how it reports. All methods may be called from any thread. */
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

  /** Records that the work of the job has begun. Calling it again does nothing. */
  void started();

  /** Records the process that does the work on this host, so that it is found again if Nightjar dies before it. */
  void process(long id, @Nullable Instant startedAt);

  /** Records that another instance can follow this run, and what it needs for that. */
  void followable(String resumeToken);

  /**
   * Whether Nightjar is stopping: a run that can be followed is handed over to another instance with {@link
   * RunnerResult#leftRunning}.
   */
  boolean stopping();

  /** How long the work may take to end after it was cancelled. The time is shorter while Nightjar stops. */
  Duration timeToEnd();
}
