package io.nightjar.platform.sql;

import java.util.Arrays;
import java.util.function.Function;

/**
 * Reads enum values from tables. A word that a newer version has written is read as {@code unknown} instead of failing.
 */
public final class StoredEnum {

  private StoredEnum() {}

  public static <T> T read(T[] values, Function<T, String> wordOf, String word, T unknown) {
    return Arrays.stream(values)
        .filter(value -> wordOf.apply(value).equals(word))
        .findFirst()
        .orElse(unknown);
  }
}
