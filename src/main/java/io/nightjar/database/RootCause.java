package io.nightjar.database;

/** Finds the innermost cause of a problem, which describes what happened: "No space left on device". */
final class RootCause {

  private RootCause() {}

  static Throwable of(Throwable problem) {
    Throwable root = problem;
    // Some drivers create cyclic causes.
    for (int i = 0; i < 50 && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return root;
  }

  static String messageOf(Throwable problem) {
    Throwable root = of(problem);
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
