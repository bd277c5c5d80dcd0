package io.nightjar.runner.command;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process with all that it has started, and how they are ended: asked first, killed after a grace. */
final class ProcessTree {

  private static final Duration DEATH = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofMillis(20);

  private final ProcessHandle root;
  private final Duration grace;

  ProcessTree(Process process, Duration grace) {
    this.root = process.toHandle();
    this.grace = grace;
  }

  /** A process that left its parents long ago, a daemon of its own, is not found. */
  void end() {
    // Taken before the root dies: its orphans would no longer be known as its descendants.
    Set<ProcessHandle> all = withDescendants(Stream.of(root));
    all.forEach(ProcessHandle::destroy);
    await(all, grace);
    all.addAll(withDescendants(all.stream()));
    all.forEach(ProcessHandle::destroyForcibly);
    await(all, DEATH);
  }

  private static Set<ProcessHandle> withDescendants(Stream<ProcessHandle> handles) {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    handles.forEach(handle -> {
      all.add(handle);
      handle.descendants().forEach(all::add);
    });
    return all;
  }

  private static void await(Set<ProcessHandle> all, Duration limit) {
    Duration waited = Duration.ZERO;
    while (waited.compareTo(limit) < 0 && all.stream().anyMatch(ProcessTree::isAtWork)) {
      try {
        TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
      } catch (InterruptedException hurried) {
        // Somebody wants this to be over: the next, harder step follows at once.
        return;
      }
      waited = waited.plus(STEP);
    }
  }

  /** A zombie, dead but not yet collected by its new parent, has no command any more. */
  private static boolean isAtWork(ProcessHandle handle) {
    return handle.isAlive() && handle.info().command().isPresent();
  }
}
