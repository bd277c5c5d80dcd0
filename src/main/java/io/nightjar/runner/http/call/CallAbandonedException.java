package io.nightjar.runner.http.call;

/** A call that was given up because its run was cancelled or handed over. */
public final class CallAbandonedException extends Exception {

  private static final long serialVersionUID = 1L;
}
