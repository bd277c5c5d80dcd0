package io.nightjar.watchdog.check;

import io.nightjar.incident.Finding;
import io.nightjar.incident.IncidentKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one check has found. Of several things with one name the worst counts. */
final class ForecastResult {

  private final Map<String, Finding> problems = new LinkedHashMap<>();
  private final Map<String, Boolean> decided = new HashMap<>();

  void addSubject(String subject, Assessment assessment) {
    add(Finding.of(IncidentKind.SCHEDULER_DRIFT, subject, assessment.cause()), assessment);
  }

  void addJob(String job, Assessment assessment) {
    add(Finding.ofJob(IncidentKind.SCHEDULER_DRIFT, job, assessment.cause()), assessment);
  }

  private void add(Finding finding, Assessment assessment) {
    decided.merge(finding.name(), assessment.decided(), Boolean::logicalAnd);
    if (assessment.cause() != null) {
      problems.put(finding.name(), finding);
    }
  }

  boolean knows(String name) {
    return decided.containsKey(name);
  }

  boolean isRight(String name) {
    return decided.getOrDefault(name, false) && !problems.containsKey(name);
  }

  Set<String> suspects() {
    return new HashSet<>(problems.keySet());
  }

  /** The problems that the check before has found as well. */
  List<Finding> confirmedBy(Set<String> before) {
    return problems.values().stream()
        .filter(problem -> before.contains(problem.name()))
        .toList();
  }
}
