package io.nightjar.runner.http.target;

import java.math.BigDecimal;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A value that an answer is asked for.
 *
 * @param pointer where to look, RFC 6901
 * @param expected what must stand there; YAML's {@code true} and {@code "true"} both mean JSON's true
 */
public record JsonCondition(JsonPointer pointer, String expected) {

  public boolean matches(JsonNode answer) {
    JsonNode value = answer.at(pointer);
    if (value.isString()) {
      return value.stringValue().equals(expected);
    }
    if (value.isBoolean() || value.isNull()) {
      return value.asString("null").equalsIgnoreCase(expected);
    }
    return value.isNumber() && sameNumber(value.toString());
  }

  /** Whether the answer says anything at the place this condition looks at. */
  public boolean isAnswered(JsonNode answer) {
    return !answer.at(pointer).isMissingNode();
  }

  private boolean sameNumber(String number) {
    try {
      return new BigDecimal(number).compareTo(new BigDecimal(expected)) == 0;
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }
}
