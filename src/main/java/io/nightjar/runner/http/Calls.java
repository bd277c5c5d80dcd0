package io.nightjar.runner.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes calls, each within a time limit that covers connecting, waiting and the whole body. */
final class Calls {

  private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";
  private static final Duration SLICE = Duration.ofMillis(50);

  private static final HttpClient CLIENT = client();

  private final Secrets secrets;

  Calls(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Asked again and again while an answer is awaited. */
  @FunctionalInterface
  interface Patience {

    /**
     * Whether to wait on.
     *
     * @param sinceDeparture how long ago the request has left, zero while it has not
     */
    boolean waitsOn(Duration sinceDeparture);
  }

  // A nightly job would find the connection of its last run dead behind a firewall and lose its
  // request, which is not safe to repeat: connections idle just long enough for polls to share one.
  private static HttpClient client() {
    if (System.getProperty(KEEP_ALIVE) == null) {
      System.setProperty(KEEP_ALIVE, "15");
    }
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Trouble.CONNECT_LIMIT)
        .build();
  }

  Answer send(Call call, Patience patience)
      throws CallFailedException, CallAbandonedException, InterruptedException {
    Departure departure = call.departure();
    HttpRequest request = call.request(departure);
    CompletableFuture<HttpResponse<Answer>> exchange = CLIENT.sendAsync(request, AnswerBody::new);
    try {
      return await(exchange, call.target(), departure, patience);
    } catch (ExecutionException failure) {
      String problem = secrets.scrub(Trouble.of(failure, call.target()));
      throw new CallFailedException(problem, departure.hasLeft());
    } finally {
      // Ends the exchange and closes its connection; does nothing once there is an answer.
      exchange.cancel(true);
    }
  }

  private static Answer await(
      CompletableFuture<HttpResponse<Answer>> exchange,
      Target target,
      Departure departure,
      Patience patience)
      throws CallFailedException, CallAbandonedException, InterruptedException, ExecutionException {
    Duration waited = Duration.ZERO;
    Duration sinceDeparture = Duration.ZERO;
    while (waited.compareTo(target.timeout()) < 0) {
      try {
        return exchange.get(SLICE.toMillis(), TimeUnit.MILLISECONDS).body();
      } catch (TimeoutException nothingYet) {
        // Slices are counted, not read from a clock: a clock that jumps must not end a call.
        waited = waited.plus(SLICE);
        sinceDeparture = departure.hasLeft() ? sinceDeparture.plus(SLICE) : sinceDeparture;
      }
      if (!patience.waitsOn(sinceDeparture)) {
        throw new CallAbandonedException();
      }
    }
    boolean departed = departure.hasLeft();
    throw new CallFailedException(Trouble.timedOut(target, departed), departed);
  }
}
