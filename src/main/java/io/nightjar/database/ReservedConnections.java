package io.nightjar.database;

import java.util.function.Supplier;

/**
 * Work that takes its connections from a pool of its own, so that a flood of pings, Quartz or a slow report cannot take
 * them. Meant for the thread that judges, and for nothing that may take long.
 *
 * <pre>{@code
 * boolean more = ReservedConnections.use(() -> judging.step(now));
 * }</pre>
 *
 * <p>Repositories and transactions inside need to know nothing of it. A transaction that was begun before keeps the
 * connection that it has.
 */
public final class ReservedConnections {

  private static final ThreadLocal<Boolean> IN_USE = ThreadLocal.withInitial(() -> false);

  private ReservedConnections() {}

  /** Does the work on this thread, with connections from the reserved pool. */
  public static <T> T use(Supplier<T> work) {
    boolean before = IN_USE.get();
    IN_USE.set(true);
    try {
      return work.get();
    } finally {
      IN_USE.set(before);
    }
  }

  static boolean inUse() {
    return IN_USE.get();
  }
}
