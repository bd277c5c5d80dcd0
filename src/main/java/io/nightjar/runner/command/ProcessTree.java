package io.nightjar.runner.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process with all that it has started, and how they are ended: asked first, killed after a grace. */
final class ProcessTree {

  /** What is not in a hurry has 7 s: 5 to end by itself, and 2 to be seen gone after it was killed. */
  private static final int SHARES = 7;

  private static final int SHARES_OF_GRACE = 5;
  private static final long STEP_MILLIS = 20;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /**
   * Ends all within the given time. A process that left its parents long ago, a daemon of its own, is not found.
   *
   * @return those that are still there; a process of another user cannot be ended by this one
   */
  List<Long> end(Duration within) {
    long begun = System.nanoTime();
    // Taken before the root dies: its orphans would no longer be known as its descendants.
    Set<ProcessHandle> all = withDescendants(Stream.of(root));
    all.forEach(ProcessHandle::destroy);
    awaitGrace(all, begun + within.toNanos() / SHARES * SHARES_OF_GRACE);
    all.addAll(withDescendants(all.stream()));
    all.forEach(ProcessHandle::destroyForcibly);
    awaitDeath(all, begun + within.toNanos());
    return all.stream().filter(ProcessTree::isRunning).map(ProcessHandle::pid).toList();
  }

  private static Set<ProcessHandle> withDescendants(Stream<ProcessHandle> handles) {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    handles.forEach(handle -> {
      all.add(handle);
      handle.descendants().forEach(all::add);
    });
    return all;
  }

  /** An interrupt means that somebody wants this to be over: the next, harder step follows at once. */
  private static void awaitGrace(Set<ProcessHandle> all, long until) {
    try {
      while (isAnyRunning(all) && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      }
    } catch (InterruptedException hurried) {
      // Nothing softer is left to be interrupted.
    }
  }

  /** Waits on through an interrupt: what was killed a moment ago is not gone yet. */
  private static void awaitDeath(Set<ProcessHandle> all, long until) {
    boolean interrupted = false;
    while (isAnyRunning(all) && System.nanoTime() < until) {
      try {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      } catch (InterruptedException hurried) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isAnyRunning(Set<ProcessHandle> all) {
    return all.stream().anyMatch(ProcessTree::isRunning);
  }

  /** A zombie is dead and only not yet collected by its parent. */
  static boolean isRunning(ProcessHandle handle) {
    return handle.isAlive() && !isZombie(handle.pid());
  }

  /** Read from Linux itself; elsewhere no orphan stays a zombie. */
  private static boolean isZombie(long process) {
    try {
      Path stat = Path.of("/proc", String.valueOf(process), "stat");
      String line = Files.readString(stat, ISO_8859_1);
      // The name before it may hold anything, brackets included.
      return line.startsWith(" Z", line.lastIndexOf(')') + 1);
    } catch (IOException unknown) {
      return false;
    }
  }
}
