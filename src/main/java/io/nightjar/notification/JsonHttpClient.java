package io.nightjar.notification;

import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.platform.http.HttpClients;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a JSON text to an address that is a secret: once, without following redirects, within a time limit. Says of the
 * address no more than its host.
 */
public final class JsonHttpClient {

  private static final int LONGEST_ANSWER = 500;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final HttpClient http;
  private final Duration whole;

  /**
   * What was answered.
   *
   * @param body its beginning
   * @param retryAfter how long to wait before the next, null when nothing is said
   */
  public record Answer(int status, String body, @Nullable Duration retryAfter) {

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** What a status other than success says of the message. */
    public Kind kind() {
      // A gateway that waited in vain knows as little of the message as we do after a time-out.
      if (status == 504) {
        return Kind.UNCLEAR;
      }
      if (status == 400 || status == 413 || status == 422) {
        return Kind.CONTENT;
      }
      boolean later = status == 429 || status == 408 || status == 425 || status >= 500;
      return later ? Kind.TRANSIENT : Kind.PERMANENT;
    }
  }

  public JsonHttpClient(Duration connect, Duration whole) {
    this.http = HttpClients.connectingWithin(connect);
    this.whole = whole;
  }

  /**
   * Sends it, once.
   *
   * @throws DeliveryException when there is no answer; its text names the host alone
   */
  public Answer send(URI address, String json, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address)
        .timeout(whole)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "Nightjar")
        .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8));
    headers.forEach(request::header);
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(
        request.build(),
        BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> keep(beginning, bytes))));
    HttpResponse<Void> response = await(answer, address);
    return new Answer(
        response.statusCode(),
        beginning.toString(StandardCharsets.UTF_8),
        retryAfter(response.headers().firstValue("Retry-After").orElse(null)));
  }

  private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> answer, URI address) {
    try {
      // The time limit of the request ends with the first bytes of the answer.
      return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new DeliveryException(
          Kind.UNCLEAR, "interrupted before " + host(address) + " answered", null);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new DeliveryException(Kind.UNCLEAR, "no answer from " + host(address), null);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause(), address);
    }
  }

  private static DeliveryException failed(Throwable problem, URI address) {
    String name = problem.getClass().getSimpleName();
    // Nothing of the message has left before the connection stands.
    boolean unsent = problem instanceof ConnectException
        || problem instanceof HttpConnectTimeoutException
        || problem instanceof SSLException;
    return unsent
        ? new DeliveryException(
            Kind.TRANSIENT, "cannot reach " + host(address) + " (" + name + ")", null)
        : new DeliveryException(
            Kind.UNCLEAR, "no answer from " + host(address) + " (" + name + ")", null);
  }

  /** Seconds as a number; a date, which is allowed too, is not worth a clock here. */
  private static @Nullable Duration retryAfter(@Nullable String seconds) {
    if (seconds == null || !seconds.strip().matches("\\d{1,9}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Math.max(1, Long.parseLong(seconds.strip())));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static void keep(ByteArrayOutputStream beginning, byte[] bytes) {
    beginning.write(bytes, 0, Math.min(bytes.length, LONGEST_ANSWER - beginning.size()));
  }

  private static String host(URI address) {
    return String.valueOf(address.getHost());
  }
}
