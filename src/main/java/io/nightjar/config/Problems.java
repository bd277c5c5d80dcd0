package io.nightjar.config;

import org.jspecify.annotations.Nullable;

/** Collects the problems of one part of the configuration. All are reported at once, when everything has been read. */
public interface Problems {

  /**
   * Reports a problem with a key below this part.
   *
   * @param relativeKey the key without the part's own; empty for the part itself
   * @param value what is wrong, null when it is not set; shown as {@code ***} where the key is a secret's
   * @param problem what is wrong with it, to be read after the key: "is longer than finish-within (30m)"
   * @param remedy what to write instead
   */
  void problem(String relativeKey, @Nullable String value, String problem, String remedy);

  /** The same with the value as it is written. */
  default void problem(String relativeKey, String problem, String remedy) {
    problem(relativeKey, valueOf(relativeKey), problem, remedy);
  }

  /** What is written at a key below this part, null when it is not set. */
  default @Nullable String valueOf(String relativeKey) {
    return null;
  }
}
