package io.nightjar.platform.sql;

import java.util.Arrays;
import java.util.function.Function;

/** Reads the words in the tables. A newer version may have written one that is not known here: it stops nothing else. */
public final class StoredEnum {

  private StoredEnum() {}

  public static <T> T read(T[] values, Function<T, String> wordOf, String word, T unknown) {
    return Arrays.stream(values)
        .filter(value -> wordOf.apply(value).equals(word))
        .findFirst()
        .orElse(unknown);
  }
}
