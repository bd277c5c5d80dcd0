package io.nightjar.web.api;

import io.nightjar.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query of a request. A parameter that is not known is refused: a filter with a slip of the pen is no filter. */
final class Query {

  private final HttpServletRequest request;

  private Query(HttpServletRequest request) {
    this.request = request;
  }

  static Query of(HttpServletRequest request, String... known) {
    List<String> names = List.of(known);
    request.getParameterMap().forEach((name, values) -> {
      if (!names.contains(name)) {
        String remedy = names.isEmpty() ? "send none" : "known are " + String.join(", ", names);
        throw Problem.badValue("the query parameter", name, remedy);
      }
      if (values.length > 1) {
        throw Problem.badValue(name, String.join(", ", values), "send it once");
      }
    });
    return new Query(request);
  }

  @Nullable
  String text(String key) {
    String value = request.getParameter(key);
    if (value != null && value.indexOf('\0') >= 0) {
      throw Problem.badValue(key, value, "send text without NUL");
    }
    return value == null || value.isBlank() ? null : value;
  }

  Instant instant(String key, Instant otherwise) {
    String value = text(key);
    return value == null ? otherwise : Words.instant(key, value);
  }

  int limit(int otherwise, int most) {
    String value = text("limit");
    return value == null ? otherwise : Words.limit("limit", value, most);
  }

  @Nullable
  Long number(String key, String remedy) {
    String value = text(key);
    return value == null ? null : Words.number(key, value, remedy);
  }

  <E> @Nullable E word(String key, E[] all, Function<E, String> word) {
    String value = text(key);
    return value == null ? null : Words.word(key, value, all, word);
  }
}
