package io.nightjar.web.request;

import io.nightjar.web.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request. An unknown parameter is rejected: a misspelled filter would match everything. */
public final class QueryParameters {

  private final HttpServletRequest request;

  private QueryParameters(HttpServletRequest request) {
    this.request = request;
  }

  public static QueryParameters of(HttpServletRequest request, String... known) {
    List<String> names = List.of(known);
    request.getParameterMap().forEach((name, values) -> {
      if (!names.contains(name)) {
        String remedy = names.isEmpty() ? "send none" : "known are " + String.join(", ", names);
        throw ApiProblem.badValue("the query parameter", name, remedy);
      }
      if (values.length > 1) {
        throw ApiProblem.badValue(name, String.join(", ", values), "send it once");
      }
    });
    return new QueryParameters(request);
  }

  @Nullable
  public String text(String key) {
    String value = request.getParameter(key);
    if (value != null && value.indexOf('\0') >= 0) {
      throw ApiProblem.badValue(key, value, "send text without NUL");
    }
    return value == null || value.isBlank() ? null : value;
  }

  public Instant instant(String key, Instant otherwise) {
    String value = text(key);
    return value == null ? otherwise : RequestValues.instant(key, value);
  }

  public int limit(int otherwise, int most) {
    String value = text("limit");
    return value == null ? otherwise : RequestValues.limit("limit", value, most);
  }

  @Nullable
  public Long number(String key, String remedy) {
    String value = text(key);
    return value == null ? null : RequestValues.number(key, value, remedy);
  }

  public <E> @Nullable E word(String key, E[] all, Function<E, String> word) {
    String value = text(key);
    return value == null ? null : RequestValues.word(key, value, all, word);
  }
}
