package io.nightjar.runner.http.call;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow.Subscriber;

/**
 * The body of a request that knows whether the request has left. The JDK's client does not tell when it is connected,
 * but it asks for the length when it writes the head of the request, and that it does once it is.
 */
final class TrackedBodyPublisher implements BodyPublisher {

  private final BodyPublisher body;
  private volatile boolean sent;
  private volatile long sentAt;

  TrackedBodyPublisher(String body) {
    this.body = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
  }

  boolean isSent() {
    return sent;
  }

  /** How long ago it has left, zero while it has not. */
  Duration sinceSent() {
    return sent ? Duration.ofNanos(System.nanoTime() - sentAt) : Duration.ZERO;
  }

  @Override
  public long contentLength() {
    if (!sent) {
      sentAt = System.nanoTime();
      sent = true;
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
