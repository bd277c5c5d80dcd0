package io.nightjar.jar;

import java.util.concurrent.Semaphore;

/**
 * Who may start now: one fewer at once than there are cores. A start is all computing and a night is all waiting, so
 * nights pass side by side, but only if those that begin leave time for the others, whose jobs are due.
 *
 * <p>A turn is taken by a test's thread before it says when its night begins, and left once Nightjar is ready.
 */
final class Turns {

  private static final Semaphore FREE =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);
  private static final ThreadLocal<Boolean> MINE = ThreadLocal.withInitial(() -> false);

  private Turns() {}

  /** Waits for a turn, unless this thread has it already. What is made once is made before a night begins. */
  static void take() {
    if (!MINE.get()) {
      FREE.acquireUninterruptibly();
      MINE.set(true);
    }
    UnpackedJar.get();
  }

  /** Lets the next one start, if this thread has a turn. */
  static void leave() {
    if (MINE.get()) {
      MINE.set(false);
      FREE.release();
    }
  }
}
