package io.nightjar.runner.http.target;

import java.math.BigDecimal;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A value that a JSON answer must contain.
 *
 * @param pointer where to look, RFC 6901
 * @param expected the value that is expected there; YAML's {@code true} and {@code "true"} both match JSON's true
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

  /** Whether the answer has any value at the pointer. */
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
