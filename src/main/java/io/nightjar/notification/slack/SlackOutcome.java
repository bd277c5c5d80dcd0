package io.nightjar.notification.slack;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * What an answer of Slack, or its absence, says of a message. No text here holds more of a
 * request or an exception than a name, so that none can hold the token.
 */
final class SlackOutcome {

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private SlackOutcome() {}

  static DeliveryException refused(
      SlackApiTextResponse answer, String what, SlackDestination place) {
    String error = answer.getError() == null ? "no reason given" : answer.getError();
    return new DeliveryException(
        answer.getError() == null ? Kind.PERMANENT : SlackErrorCode.kind(error),
        SlackErrorCode.describe(error, what, place.key()),
        retryAfter(answer.getHttpResponseHeaders()));
  }

  /** An answer that is not 200. Slack's name for the error counts more than the status. */
  static DeliveryException status(SlackApiException answer, String what, SlackDestination place) {
    int status = answer.getResponse().code();
    String error = answer.getError() == null ? null : answer.getError().getError();
    Duration retryAfter = retryAfter(answer.getResponse().header("Retry-After"));
    if (error != null) {
      Kind kind = status == 429 ? Kind.TRANSIENT : SlackErrorCode.kind(error);
      return new DeliveryException(
          kind, SlackErrorCode.describe(error, what, place.key()), retryAfter);
    }
    String problem = "Slack answered " + what + " with status " + status;
    return new DeliveryException(kind(status), problem, retryAfter);
  }

  static DeliveryException unanswered(IOException problem, SlackDestination place) {
    String name = rootName(problem);
    return isUnanswered(problem)
        ? new DeliveryException(
            Kind.UNCLEAR, "no answer from " + place.apiUrl() + " (" + name + ")", null)
        : new DeliveryException(
            Kind.TRANSIENT, "cannot reach " + place.apiUrl() + " (" + name + ")", null);
  }

  static DeliveryException unreadable(RuntimeException problem, SlackDestination place) {
    String name = problem.getClass().getSimpleName();
    return new DeliveryException(
        Kind.UNCLEAR,
        "the answer from " + place.apiUrl() + " is not Slack's JSON (" + name + ")",
        null);
  }

  private static Kind kind(int status) {
    // A gateway that waited in vain knows as little of the message as we do after a time-out.
    if (status == 504) {
      return Kind.UNCLEAR;
    }
    if (status == 400 || status == 413) {
      return Kind.CONTENT;
    }
    return status == 429 || status == 408 || status >= 500 ? Kind.TRANSIENT : Kind.PERMANENT;
  }

  private static @Nullable Duration retryAfter(@Nullable Map<String, List<String>> headers) {
    List<String> values = headers == null ? null : headers.get("retry-after");
    return values == null || values.isEmpty() ? null : retryAfter(values.get(0));
  }

  private static @Nullable Duration retryAfter(@Nullable String seconds) {
    if (seconds == null || !seconds.strip().matches("\\d{1,9}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Math.max(1, Long.parseLong(seconds.strip())));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static boolean isUnanswered(Throwable problem) {
    for (Throwable t = problem; t != null; t = t.getCause()) {
      if (t instanceof SlackClient.UnansweredException) {
        return true;
      }
    }
    return false;
  }

  private static String rootName(Throwable problem) {
    return NestedExceptionUtils.getMostSpecificCause(problem).getClass().getSimpleName();
  }
}
