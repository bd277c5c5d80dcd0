package io.nightjar.web.limit;

import io.nightjar.web.problem.BodyRefusedException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The body of one request, with limited length and time. It holds a slot from its first byte to its last, so that
 * endless bodies never hold more threads than there are slots, and complete bodies are not counted while they are
 * processed.
 */
final class BoundedBody extends ServletInputStream {

  static final Duration TIME = Duration.ofSeconds(10);

  private final ServletInputStream body;
  private final String address;
  private final ConcurrencyLimit slots;
  private final long longest;
  private final LongSupplier nanoTime;
  private boolean begun;
  private boolean holdsSlot;
  private long read;
  private long deadline;

  /**
   * Limits a body by a monotonic clock.
   *
   * @param nanoTime the monotonic clock, {@code System::nanoTime}
   */
  BoundedBody(
      ServletInputStream body,
      String address,
      ConcurrencyLimit slots,
      long longest,
      LongSupplier nanoTime) {
    this.body = body;
    this.address = address;
    this.slots = slots;
    this.longest = longest;
    this.nanoTime = nanoTime;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    begin();
    int n = bounded(target, offset, length);
    if (n < 0 || body.isFinished()) {
      release();
    }
    read += Math.max(0, n);
    if (read > longest) {
      throw BodyRefusedException.tooLarge(longest);
    }
    return n;
  }

  private void begin() throws BodyRefusedException {
    if (begun) {
      return;
    }
    if (!slots.take(address)) {
      throw BodyRefusedException.tooManyOpen();
    }
    begun = true;
    holdsSlot = true;
    deadline = nanoTime.getAsLong() + TIME.toNanos();
  }

  private int bounded(byte[] target, int offset, int length) throws IOException {
    if (nanoTime.getAsLong() - deadline > 0) {
      throw BodyRefusedException.tooSlow(TIME);
    }
    try {
      return body.read(target, offset, length);
    } catch (SocketTimeoutException e) {
      throw BodyRefusedException.tooSlow(TIME);
    } catch (IOException e) {
      throw BodyRefusedException.aborted();
    }
  }

  /** Frees the slot. Called when the body or its request has ended. */
  void release() {
    if (holdsSlot) {
      holdsSlot = false;
      slots.release(address);
    }
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("asynchronous reading is not supported");
  }
}
