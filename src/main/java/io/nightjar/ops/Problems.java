package io.nightjar.ops;

/** Says in a line what was at the root of a problem. */
final class Problems {

  private static final int DEEPEST = 20;

  private Problems() {}

  static String text(Throwable problem) {
    Throwable root = problem;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    boolean inWords = root.getClass().getName().startsWith("io.nightjar.");
    return inWords && root.getMessage() != null ? root.getMessage() : root.toString();
  }
}
