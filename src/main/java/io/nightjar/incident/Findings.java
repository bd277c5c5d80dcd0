package io.nightjar.incident;

import java.util.List;
import java.util.Optional;

/**
 * What a check found: all problems of a kind that it knows of, and how the open incidents end that are none of these.
 */
public record Findings(IncidentKind kind, List<Finding> problems, Endings endings) {

  public Findings {
    problems = List.copyOf(problems);
  }

  /** How an open incident ends of which the check reports no problem. */
  @FunctionalInterface
  public interface Endings {

    /** Empty: it stays open, because the check does not answer for it or cannot say yet. */
    Optional<Resolution> of(Incident open);

    /** All end in one way. */
    static Endings all(Resolution how) {
      return open -> Optional.of(how);
    }
  }
}
