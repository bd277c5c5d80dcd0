package io.nightjar.config;

import org.jspecify.annotations.Nullable;

/**
 * One problem of the configuration. Contains no secret.
 *
 * @param key the full key
 * @param value as configured, null when it is not set or a group of keys; {@code ***} for a secret
 * @param where the place where it is written, or one near it; null when nobody knows
 * @param problem what is wrong, without the key and the value
 * @param remedy what to do
 */
public record ConfigurationProblem(
    String key,
    @Nullable String value,
    @Nullable KeyLocation where,
    String problem,
    String remedy) {

  /** Several lines for people. */
  public String text() {
    StringBuilder text = new StringBuilder(key);
    if (value != null) {
      text.append(" = \"").append(value).append('"');
    }
    if (where != null) {
      text.append("\n   where:   ").append(where.text());
    }
    text.append("\n   problem: ").append(problem);
    return text.append("\n   remedy:  ").append(remedy).toString();
  }
}
