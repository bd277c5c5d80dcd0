package io.nightjar.runner;

/** Why a job could not start, found in a rehearsal. The text says it in full and holds no secret. */
public final class CannotStartException extends Exception {

  private static final long serialVersionUID = 1L;

  public CannotStartException(String why) {
    super(why, null, false, false);
  }
}
