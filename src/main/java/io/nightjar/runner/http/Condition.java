package io.nightjar.runner.http;

import java.math.BigDecimal;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A value that an answer is asked for.
 *
 * @param pointer where to look, RFC 6901
 * @param expected what must stand there; YAML's {@code true} and {@code "true"} both mean JSON's true
 */
record Condition(JsonPointer pointer, String expected) {

  boolean matches(JsonNode answer) {
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
  boolean isAnswered(JsonNode answer) {
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
