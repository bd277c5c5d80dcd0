package io.nightjar.runner;

import io.nightjar.job.Job;

/** A rehearsal that is under way: the launcher takes each job through it and says what came of it. */
public interface RehearsalSession {

  /** A job's turn begins, on the calling thread. */
  Turn begin(Job job);

  /** What keeps a job from having a turn. */
  void failed(String job, String why);

  /** A job's turn. */
  interface Turn extends RehearsalContext {

    /** From here on the thread is the scheduler's again, and not interrupted. */
    void end();

    void passed();

    void failed(Throwable problem);
  }
}
