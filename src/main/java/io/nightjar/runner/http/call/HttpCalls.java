package io.nightjar.runner.http.call;

import io.nightjar.platform.http.HttpClients;
import io.nightjar.runner.http.target.RequestSpec;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.util.unit.DataSize;

/** Sends requests, each within a time limit that covers connecting, waiting and the complete body. */
public final class HttpCalls {

  private static final Duration SLICE = Duration.ofMillis(50);

  private static final HttpClient CLIENT =
      HttpClients.connectingWithin(CallFailureText.CONNECT_LIMIT);

  private final HttpSecrets secrets;
  private final DataSize maxResponseSize;

  public HttpCalls(HttpSecrets secrets, DataSize maxResponseSize) {
    this.secrets = secrets;
    this.maxResponseSize = maxResponseSize;
  }

  /** Asked repeatedly while an answer is awaited. */
  @FunctionalInterface
  public interface WaitCondition {

    /**
     * Whether to keep waiting.
     *
     * @param sinceSent how long ago the request was sent, zero before that
     */
    boolean keepWaiting(Duration sinceSent);
  }

  public HttpAnswer send(HttpCall call, WaitCondition condition)
      throws CallFailedException, CallAbandonedException, InterruptedException {
    TrackedBodyPublisher trackedBody = call.trackedBody();
    HttpRequest request = call.request(trackedBody);
    CompletableFuture<HttpResponse<HttpAnswer>> exchange =
        CLIENT.sendAsync(request, info -> new BoundedBodySubscriber(info, maxResponseSize));
    try {
      return await(exchange, call.target(), trackedBody, condition);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof TimeoutException) {
        boolean sent = trackedBody.isSent();
        throw new CallFailedException(CallFailureText.timedOut(call.target(), sent), sent);
      }
      String problem = secrets.redact(CallFailureText.of(failure, call.target()));
      throw new CallFailedException(problem, trackedBody.isSent());
    } finally {
      // Ends the exchange and closes its connection; has no effect once there is an answer.
      exchange.cancel(true);
    }
  }

  /** A timer enforces the limit, so an answer in time is not lost when the wait condition itself is slow. */
  private static HttpAnswer await(
      CompletableFuture<HttpResponse<HttpAnswer>> exchange,
      RequestSpec target,
      TrackedBodyPublisher trackedBody,
      WaitCondition condition)
      throws CallAbandonedException, InterruptedException, ExecutionException {
    CompletableFuture<HttpResponse<HttpAnswer>> limited =
        exchange.copy().orTimeout(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
    while (true) {
      try {
        return limited.get(SLICE.toMillis(), TimeUnit.MILLISECONDS).body();
      } catch (TimeoutException nothingYet) {
        if (!condition.keepWaiting(trackedBody.sinceSent())) {
          throw new CallAbandonedException();
        }
      }
    }
  }
}
