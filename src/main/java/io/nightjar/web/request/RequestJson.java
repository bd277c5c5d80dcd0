package io.nightjar.web.request;

import io.nightjar.web.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON body of a request: an object of known members. A missing body counts as an empty object. */
public final class RequestJson {

  private static final JsonMapper STRICT = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      // Numbers are passed on as they were written.
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  private final ObjectNode members;

  private RequestJson(ObjectNode members) {
    this.members = members;
  }

  public static RequestJson read(byte @Nullable [] body, String... known) {
    if (body == null || new String(body, StandardCharsets.UTF_8).isBlank()) {
      return new RequestJson(STRICT.createObjectNode());
    }
    if (!(parse(body) instanceof ObjectNode members)) {
      throw ApiProblem.badValue(
          "the body", new String(body, StandardCharsets.UTF_8), "send a JSON object");
    }
    refuseHalfCharacters(members);
    List<String> names = List.of(known);
    for (String name : members.propertyNames()) {
      if (!names.contains(name)) {
        String remedy = names.isEmpty() ? "send none" : "known are " + String.join(", ", names);
        throw ApiProblem.badValue("the member", name, remedy);
      }
    }
    return new RequestJson(members);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return STRICT.readTree(body);
    } catch (JacksonException e) {
      throw unreadable(body, e.getLocation());
    } catch (NumberFormatException e) {
      throw unreadable(body, null);
    }
  }

  private static ApiProblem unreadable(byte[] body, @Nullable TokenStreamLocation where) {
    // There is no location when a limit was exceeded, such as depth or the length of a number.
    String place = where == null
        ? "this one is nested too deeply, or has a name or a number that is too long"
        : "this one is invalid at line " + where.getLineNr() + ", column " + where.getColumnNr();
    return ApiProblem.badValue(
        "the body",
        new String(body, StandardCharsets.UTF_8),
        "send one valid JSON object; " + place);
  }

  /** Half of a surrogate pair is no character: it can neither be stored nor returned. */
  private static void refuseHalfCharacters(ObjectNode members) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(members.toString())) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST,
          "The body contains half of a surrogate pair (\\ud800 to \\udfff), which is no character: send both halves.");
    }
  }

  @Nullable
  public String text(String key, int longest) {
    JsonNode value = value(key);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw ApiProblem.badValue(key, value.toString(), "send a string");
    }
    String text = value.stringValue().replace("\0", "");
    if (text.length() > longest) {
      throw ApiProblem.badValue(key, text, "send at most " + longest + " characters");
    }
    return text.isBlank() ? null : text;
  }

  @Nullable
  public Instant instant(String key) {
    JsonNode value = value(key);
    if (value == null) {
      return null;
    }
    return RequestValues.instant(key, value.isString() ? value.stringValue() : value.toString());
  }

  /** A duration in ISO-8601. */
  @Nullable
  Duration duration(String key) {
    JsonNode value = value(key);
    if (value == null) {
      return null;
    }
    String text = value.isString() ? value.stringValue() : value.toString();
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw ApiProblem.badValue(key, text, "send an ISO-8601 duration, as PT2H");
    }
  }

  /** A list of texts. */
  @Nullable
  public List<String> texts(String key) {
    JsonNode value = value(key);
    if (value == null) {
      return null;
    }
    if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
      throw ApiProblem.badValue(key, value.toString(), "send a list of strings");
    }
    return value.valueStream().map(JsonNode::stringValue).toList();
  }

  public boolean flag(String key) {
    JsonNode value = value(key);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw ApiProblem.badValue(key, value.toString(), "send true or false");
    }
    return value.booleanValue();
  }

  /** An object as JSON text. */
  @Nullable
  public String object(String key, int mostBytes) {
    JsonNode value = value(key);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      throw ApiProblem.badValue(key, value.toString(), "send a JSON object");
    }
    String text = value.toString();
    if (text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
      throw ApiProblem.cannot(key + " is longer than " + mostBytes + " bytes: send less.")
          .with("key", key);
    }
    return text;
  }

  private @Nullable JsonNode value(String key) {
    JsonNode value = members.get(key);
    return value == null || value.isNull() ? null : value;
  }
}
