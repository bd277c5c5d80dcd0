package io.nightjar.schedule;

/** A cron expression is invalid: says what is wrong and what to write instead. */
public final class InvalidScheduleException extends IllegalArgumentException {

  private final String problem;
  private final String remedy;

  public InvalidScheduleException(String problem, String remedy) {
    super(problem);
    this.problem = problem;
    this.remedy = remedy;
  }

  /** What is wrong with which value; also the message. */
  public String problem() {
    return problem;
  }

  /** What to write instead. */
  public String remedy() {
    return remedy;
  }
}
