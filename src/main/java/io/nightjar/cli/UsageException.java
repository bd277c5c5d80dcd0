package io.nightjar.cli;

/** A command line is invalid: says what is wrong and what to write instead. */
final class UsageException extends Exception {

  private final String problem;
  private final String remedy;

  UsageException(String problem, String remedy) {
    super(problem);
    this.problem = problem;
    this.remedy = remedy;
  }

  String problem() {
    return problem;
  }

  String remedy() {
    return remedy;
  }
}
