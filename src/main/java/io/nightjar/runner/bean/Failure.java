package io.nightjar.runner.bean;

import io.nightjar.runner.Wording;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words what a bean has thrown. */
final class Failure {

  private static final int MESSAGE = 300;
  private static final int TRACE = 2_000;
  private static final int DEEPEST = 20;
  private static final List<String> FOREIGN =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.springframework.");

  private Failure() {}

  /** Class, message and place of a failure, and of its root when that is another. */
  static String inOneLine(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    String cause = root == failure ? "" : ", caused by " + named(root);
    return named(failure) + cause + place(root);
  }

  private static String named(Throwable failure) {
    String name = failure.getClass().getName();
    String message = failure.getMessage();
    return message == null ? name : name + ": " + Wording.oneLine(message, MESSAGE);
  }

  /** The first frame that is not the platform's: where somebody will want to look. */
  private static String place(Throwable failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (FOREIGN.stream().noneMatch(frame.getClassName()::startsWith)) {
        return " (at " + Wording.oneLine(frame.toString(), MESSAGE) + ")";
      }
    }
    return "";
  }

  /** The beginning of the stack trace. */
  static @Nullable String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    String trace = text.toString();
    return Wording.excerpt(trace.substring(0, Math.min(trace.length(), TRACE)));
  }
}
