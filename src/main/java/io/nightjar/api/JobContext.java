package io.nightjar.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a job handler can read and report about its run. All methods may be called from any thread. */
public interface JobContext {

  /** The name of the job in the catalogue. */
  String jobName();

  /** The scheduled time that the run answers, null when it answers none. */
  @Nullable
  Instant occurrence();

  /** The instant by which the run must have finished. */
  Instant finishDeadline();

  /** Records a line about the run; a long line is cut. */
  void log(String line);

  /** Whether somebody has asked to cancel the run, or Nightjar stops and cannot wait for it any longer. */
  boolean cancelled();
}
