package io.nightjar.runner.http.call;

import io.nightjar.runner.http.target.RequestSpec;
import io.nightjar.runner.text.RunWording;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Describes why a call got no answer. */
final class CallFailureText {

  static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private static final int LONGEST = 300;

  private CallFailureText() {}

  static String of(Throwable failure, RequestSpec target) {
    if (within(failure, HttpConnectTimeoutException.class) != null) {
      return unreachable(target, "no connection within " + RunWording.span(CONNECT_LIMIT));
    }
    if (within(failure, UnresolvedAddressException.class) != null
        || within(failure, UnknownHostException.class) != null) {
      return unreachable(target, "unknown host");
    }
    SSLException tls = within(failure, SSLException.class);
    if (tls != null) {
      return unreachable(target, "TLS failed: " + message(tls));
    }
    ConnectException connect = within(failure, ConnectException.class);
    if (connect != null) {
      return unreachable(
          target, connect.getMessage() == null ? "connection refused" : message(connect));
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return "the connection to " + target.hostAndPort() + " ended before the answer was complete: "
        + message(cause);
  }

  static String timedOut(RequestSpec target, boolean sent) {
    String limit = RunWording.span(target.timeout());
    return sent
        ? target.hostAndPort() + " gave no complete answer within " + limit
        : unreachable(target, "no connection within " + limit);
  }

  private static String unreachable(RequestSpec target, String why) {
    return "could not reach " + target.hostAndPort() + ": " + why;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    String text = message == null ? failure.getClass().getSimpleName() : message;
    String line = RunWording.oneLine(text, LONGEST);
    return line.startsWith("Connection")
        ? line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1)
        : line;
  }

  private static <T extends Throwable> @Nullable T within(Throwable failure, Class<T> type) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }
}
