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

/** A process with all its descendants. They are first asked to end, and killed after a grace period. */
final class ProcessTree {

  /** Of the time limit, five sevenths are for ending by itself and two sevenths for disappearing after the kill. */
  private static final int SHARES = 7;

  private static final int SHARES_OF_GRACE = 5;
  private static final long STEP_MILLIS = 20;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /**
   * Ends all of them within the given time. A daemon that has detached itself from its parents is not found.
   *
   * @return the processes that are still alive; a process of another user cannot be ended
   */
  List<Long> end(Duration within) {
    long begun = System.nanoTime();
    // Collected before the root dies: after that its children are no longer its descendants.
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

  /** An interrupt means that somebody wants a quick end: the kill follows at once. */
  private static void awaitGrace(Set<ProcessHandle> all, long until) {
    try {
      while (isAnyRunning(all) && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      }
    } catch (InterruptedException hurried) {
      // The caller goes on to the kill.
    }
  }

  /** Does not stop at an interrupt: a process that was just killed takes a moment to disappear. */
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

  /** A zombie is dead; only its parent has not collected it yet. */
  static boolean isRunning(ProcessHandle handle) {
    return handle.isAlive() && !isZombie(handle.pid());
  }

  /** Read from Linux's /proc; on other systems no orphan stays a zombie. */
  private static boolean isZombie(long process) {
    try {
      Path stat = Path.of("/proc", String.valueOf(process), "stat");
      String line = Files.readString(stat, ISO_8859_1);
      // The state follows the program's name, which may contain brackets itself.
      return line.startsWith(" Z", line.lastIndexOf(')') + 1);
    } catch (IOException unknown) {
      return false;
    }
  }
}
