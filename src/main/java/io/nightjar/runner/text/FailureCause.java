package io.nightjar.runner.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes in one line of at most 1,000 characters why something failed. */
public final class FailureCause {

  private static final int LINE = 1_000;
  // So that a long message leaves room for the root cause.
  private static final int MESSAGE = 300;
  private static final List<String> PLATFORM =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.springframework.");
  private static final String OURS = "io.nightjar.";

  private FailureCause() {}

  /**
   * Names the exception, its place and its root cause. When the root cause is an exception of Nightjar, only its
   * message is used.
   */
  public static String of(Throwable problem) {
    Throwable root = root(problem);
    String words = root.getClass().getName().startsWith(OURS) ? message(root, LINE) : null;
    if (words != null) {
      return words;
    }
    String line = said(problem) + place(problem);
    return RunWording.oneLine(
        root == problem ? line : line + "; caused by " + said(root) + place(root), LINE);
  }

  private static String said(Throwable problem) {
    String message = message(problem, MESSAGE);
    return message == null ? name(problem) : name(problem) + ": " + message;
  }

  private static String name(Throwable problem) {
    String simple = problem.getClass().getSimpleName();
    return simple.isEmpty() ? problem.getClass().getName() : simple;
  }

  /** Null when there is no message. It comes from the job's own code, which may itself throw here. */
  private static @Nullable String message(Throwable problem, int limit) {
    try {
      String message = problem.getMessage();
      return message == null || message.isBlank() ? null : RunWording.oneLine(message, limit);
    } catch (RuntimeException | LinkageError e) {
      return "its message could not be read";
    }
  }

  /** The first stack frame outside of the JDK and Spring. */
  private static String place(Throwable problem) {
    for (StackTraceElement frame : problem.getStackTrace()) {
      if (PLATFORM.stream().noneMatch(frame.getClassName()::startsWith)) {
        return " at " + frame;
      }
    }
    return "";
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
