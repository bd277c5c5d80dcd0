package io.nightjar.runner;

import io.nightjar.job.Job;

/** A rehearsal in progress: the launcher takes each job through it and reports the result. */
public interface RehearsalSession {

  /** A job's turn begins, on the calling thread. */
  Turn begin(Job job);

  /** Records why a job could not have a turn. */
  void failed(String job, String why);

  /** One job's turn. */
  interface Turn extends RehearsalContext {

    /** From here on the rehearsal no longer interrupts the thread. */
    void end();

    void passed();

    void failed(Throwable problem);
  }
}
