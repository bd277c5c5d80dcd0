package io.nightjar.runner.command;

import io.nightjar.job.JobTarget;
import io.nightjar.runner.text.SecretRedactor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job that is a command of this host.
 *
 * @param run the program and its arguments; no shell reads them
 * @param directory where it runs, null: where Nightjar runs
 * @param environment what is added to its environment
 * @param killWhenOverdue whether it is killed, with its children, at its finish deadline
 */
record CommandTarget(
    List<String> run,
    @Nullable String directory,
    Map<String, String> environment,
    boolean killWhenOverdue)
    implements JobTarget {

  static final String KIND = "command";

  private static final int SHORTEST_SECRET = 6;

  CommandTarget {
    run = List.copyOf(run);
    environment = Map.copyOf(environment);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean isKilledWhenOverdue() {
    return killWhenOverdue;
  }

  /**
   * The values of its environment, whole and line by line. Shorter values are left out: removing them would garble the
   * text.
   */
  SecretRedactor secrets() {
    return new SecretRedactor(environment.values().stream()
        .flatMap(value -> Stream.concat(Stream.of(value), value.lines()))
        .map(String::strip)
        .filter(value -> value.length() >= SHORTEST_SECRET)
        .toList());
  }

  /** Arguments and environment may hold secrets. */
  @Override
  public String toString() {
    return run.get(0) + (run.size() == 1 ? "" : " with " + (run.size() - 1) + " arguments");
  }
}
