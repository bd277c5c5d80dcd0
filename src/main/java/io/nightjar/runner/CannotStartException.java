package io.nightjar.runner;

/** A rehearsal found that a job cannot start. The message gives the complete reason and contains no secret. */
public final class CannotStartException extends Exception {

  private static final long serialVersionUID = 1L;

  public CannotStartException(String why) {
    super(why, null, false, false);
  }
}
