package io.nightjar.platform.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Splits many values into portions: a statement takes at most 65,535 parameters, and transactions should stay small.
 */
public final class Chunks {

  private static final int OF_A_STATEMENT = 1_000;

  private Chunks() {}

  /** The results of a statement that is called with all values, a thousand at a time. */
  public static <T, R> List<R> query(Collection<T> values, Function<List<T>, List<R>> statement) {
    List<R> results = new ArrayList<>();
    each(values, OF_A_STATEMENT, portion -> results.addAll(statement.apply(portion)));
    return results;
  }

  /** Passes all values on, at most {@code size} at a time. */
  public static <T> void each(Collection<T> values, int size, Consumer<List<T>> work) {
    List<T> all = List.copyOf(values);
    for (int from = 0; from < all.size(); from += size) {
      work.accept(all.subList(from, Math.min(from + size, all.size())));
    }
  }
}
