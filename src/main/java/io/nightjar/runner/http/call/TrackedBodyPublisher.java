package io.nightjar.runner.http.call;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow.Subscriber;

/**
 * A request body that knows whether the request was sent. The JDK's client does not report when it is connected, but
 * once it is, it asks for the length of the body to write the head of the request.
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

  /** How long ago the request was sent, zero before that. */
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
