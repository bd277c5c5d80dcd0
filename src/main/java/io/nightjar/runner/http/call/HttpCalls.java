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

/** Makes calls, each within a time limit that covers connecting, waiting and the whole body. */
public final class HttpCalls {

  private static final Duration SLICE = Duration.ofMillis(50);

  private static final HttpClient CLIENT =
      HttpClients.connectingWithin(CallFailureText.CONNECT_LIMIT);

  private final HttpSecrets secrets;
  private final DataSize mostOfAnswer;

  public HttpCalls(HttpSecrets secrets, DataSize mostOfAnswer) {
    this.secrets = secrets;
    this.mostOfAnswer = mostOfAnswer;
  }

  /** Asked again and again while an answer is awaited. */
  @FunctionalInterface
  public interface Patience {

    /**
     * Whether to wait on.
     *
     * @param sinceDeparture how long ago the request has left, zero while it has not
     */
    boolean waitsOn(Duration sinceDeparture);
  }

  public HttpAnswer send(HttpCall call, Patience patience)
      throws CallFailedException, CallAbandonedException, InterruptedException {
    TrackedBodyPublisher departure = call.departure();
    HttpRequest request = call.request(departure);
    CompletableFuture<HttpResponse<HttpAnswer>> exchange =
        CLIENT.sendAsync(request, info -> new BoundedBodySubscriber(info, mostOfAnswer));
    try {
      return await(exchange, call.target(), departure, patience);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof TimeoutException) {
        boolean departed = departure.hasLeft();
        throw new CallFailedException(CallFailureText.timedOut(call.target(), departed), departed);
      }
      String problem = secrets.scrub(CallFailureText.of(failure, call.target()));
      throw new CallFailedException(problem, departure.hasLeft());
    } finally {
      // Ends the exchange and closes its connection; does nothing once there is an answer.
      exchange.cancel(true);
    }
  }

  /** The limit is a timer's, whatever the question whether to wait on waits for: an answer within it is not lost. */
  private static HttpAnswer await(
      CompletableFuture<HttpResponse<HttpAnswer>> exchange,
      RequestSpec target,
      TrackedBodyPublisher departure,
      Patience patience)
      throws CallAbandonedException, InterruptedException, ExecutionException {
    CompletableFuture<HttpResponse<HttpAnswer>> limited =
        exchange.copy().orTimeout(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
    while (true) {
      try {
        return limited.get(SLICE.toMillis(), TimeUnit.MILLISECONDS).body();
      } catch (TimeoutException nothingYet) {
        if (!patience.waitsOn(departure.ago())) {
          throw new CallAbandonedException();
        }
      }
    }
  }
}
