package io.nightjar.runner.http.call;

/** A call got no complete answer. The message says why and contains no secret. */
public final class CallFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean sent;

  CallFailedException(String problem, boolean sent) {
    super(problem);
    this.sent = sent;
  }

  /** Whether the request was sent: the service may have accepted it. */
  public boolean wasSent() {
    return sent;
  }
}
