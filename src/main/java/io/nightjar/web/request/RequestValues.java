package io.nightjar.web.request;

import io.nightjar.web.problem.ApiProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parses values of requests; a rejection names the key, the value and what to send instead. */
public final class RequestValues {

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private RequestValues() {}

  public static Instant instant(String key, String value) {
    try {
      Instant instant = Instant.parse(value);
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw ApiProblem.badValue(key, value, "send an instant from 1970 to 9999");
      }
      // The precision of the tables, so that comparisons use the stored value.
      return instant.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw ApiProblem.badValue(
          key,
          value,
          "send an ISO-8601 instant, as 2026-01-22T00:05:00Z (write + as %2B in a query)");
    }
  }

  static int limit(String key, String value, int most) {
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Rejected below like any other invalid number.
    }
    throw ApiProblem.badValue(key, value, "send a number from 1 to " + most);
  }

  static long number(String key, String value, String remedy) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ApiProblem.badValue(key, value, remedy);
    }
  }

  static <E> E word(String key, String value, E[] all, Function<E, String> word) {
    Optional<E> named =
        Arrays.stream(all).filter(one -> word.apply(one).equals(value)).findFirst();
    return named.orElseThrow(() -> ApiProblem.badValue(
        key,
        value,
        "send one of " + Arrays.stream(all).map(word).collect(Collectors.joining(", "))));
  }
}
