package io.nightjar.runner;

import io.nightjar.ledger.Texts;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in one bounded line why a run failed: what was thrown, where, and what was at the root of it. */
final class Cause {

  private Cause() {}

  static String of(Throwable problem) {
    String line = said(problem) + place(problem);
    Throwable root = root(problem);
    if (root != problem) {
      line += "; caused by " + said(root) + place(root);
    }
    return Objects.requireNonNull(Texts.line(line));
  }

  private static String said(Throwable problem) {
    String message = message(problem);
    return message == null || message.isBlank() ? name(problem) : name(problem) + ": " + message;
  }

  private static String name(Throwable problem) {
    String simple = problem.getClass().getSimpleName();
    return simple.isEmpty() ? problem.getClass().getName() : simple;
  }

  /** The message comes from the job's own code, which may fail at this, too. */
  private static @Nullable String message(Throwable problem) {
    try {
      String message = problem.getMessage();
      return message == null ? null : Texts.line(message.replaceAll("\\s+", " ").strip());
    } catch (RuntimeException | LinkageError e) {
      return "its message could not be read";
    }
  }

  private static String place(Throwable problem) {
    StackTraceElement[] frames = problem.getStackTrace();
    return frames.length == 0 ? "" : " at " + frames[0];
  }

  private static Throwable root(Throwable problem) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable root = problem;
    while (seen.add(root)) {
      Throwable cause = root.getCause();
      if (cause == null) {
        return root;
      }
      root = cause;
    }
    return root;
  }
}
