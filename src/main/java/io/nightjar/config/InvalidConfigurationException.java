package io.nightjar.config;

import java.util.List;

/** Stops the start. Tells all problems of the configuration at once, without secrets. */
public final class InvalidConfigurationException extends RuntimeException {

  private final List<ConfigurationProblem> problems;

  public InvalidConfigurationException(List<ConfigurationProblem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  public List<ConfigurationProblem> problems() {
    return problems;
  }

  private static String text(List<ConfigurationProblem> problems) {
    StringBuilder text = new StringBuilder("The configuration of Nightjar has ")
        .append(problems.size() == 1 ? "a problem" : problems.size() + " problems")
        .append(':');
    for (int i = 0; i < problems.size(); i++) {
      text.append("\n\n").append(i + 1).append(". ").append(problems.get(i).text());
    }
    return text.toString();
  }
}
