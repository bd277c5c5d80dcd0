package io.nightjar.runner.http.call;

/** A call that got no complete answer. The text says why and holds no secret. */
public final class CallFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean sent;

  CallFailedException(String problem, boolean sent) {
    super(problem);
    this.sent = sent;
  }

  /** Whether the request has left: the service may have taken it. */
  public boolean wasSent() {
    return sent;
  }
}
