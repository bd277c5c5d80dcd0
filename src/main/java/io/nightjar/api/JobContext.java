package io.nightjar.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a job of a team's own can know of its run. All methods may be called from any thread. */
public interface JobContext {

  /** The name of the job in the catalogue. */
  String jobName();

  /** The occurrence that the run answers, null when it answers none. */
  @Nullable
  Instant occurrence();

  /** When the run must be finished. */
  Instant finishDeadline();

  /** Records a line about the run, bounded in length. */
  void log(String line);

  /** Whether somebody has asked to cancel the run, or the process is stopping and this run cannot be waited for. */
  boolean cancelled();
}
