package io.nightjar.web.limit;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;

/**
 * Sends the answer and closes the connection when a body was not read to its end. Tomcat would otherwise wait for the
 * rest on the thread of the request.
 */
final class UnreadBodyValve extends ValveBase {

  /** A sender whose connection is closed early may never see the answer, so a limited amount is read and discarded. */
  private static final long MOST_BYTES = 2 * 1024 * 1024;

  private static final Duration TIME = Duration.ofSeconds(2);

  private final ConcurrencyLimit slots = new ConcurrencyLimit(16, 8);
  private final LongSupplier nanoTime;

  /**
   * Limits the reading by a monotonic clock.
   *
   * @param nanoTime the monotonic clock, {@code System::nanoTime}
   */
  UnreadBodyValve(LongSupplier nanoTime) {
    super(true);
    this.nanoTime = nanoTime;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (request.isAsync() || isRead(request)) {
      return;
    }
    if (slots.take(request.getRemoteAddr())) {
      try {
        answer(response);
        readOn(request);
      } catch (IOException e) {
        // The sender has closed the connection or stopped sending.
      } finally {
        slots.release(request.getRemoteAddr());
      }
    }
    if (!isRead(request)) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  private static boolean isRead(Request request) {
    return request.getCoyoteRequest().isFinished();
  }

  private static void answer(Response response) throws IOException {
    if (!response.isCommitted()) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
    }
    response.flushBuffer();
  }

  private void readOn(Request request) throws IOException {
    InputStream body = request.getInputStream();
    byte[] rest = new byte[8 * 1024];
    long deadline = nanoTime.getAsLong() + TIME.toNanos();
    long skipped = 0;
    while (skipped < MOST_BYTES && nanoTime.getAsLong() - deadline < 0) {
      int n = body.read(rest);
      if (n < 0) {
        return;
      }
      skipped += n;
    }
  }
}
