package io.nightjar.runner.http.call;

/** A call was abandoned because its run was cancelled or handed over. */
public final class CallAbandonedException extends Exception {

  private static final long serialVersionUID = 1L;
}
