package io.nightjar.watchdog.check;

import io.nightjar.watchdog.OwnIncidents.Trouble;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one look has seen. Of several things with one name the worst counts. */
final class ForecastResult {

  private final Map<String, Trouble> troubles = new LinkedHashMap<>();
  private final Map<String, Boolean> decided = new HashMap<>();

  /** Exactly one of subject and job is given. */
  void add(@Nullable String subject, @Nullable String job, Assessment outlook) {
    Trouble trouble = new Trouble(job, subject, String.valueOf(outlook.cause()));
    decided.merge(trouble.name(), outlook.decided(), Boolean::logicalAnd);
    if (outlook.cause() != null) {
      troubles.put(trouble.name(), trouble);
    }
  }

  boolean knows(String name) {
    return decided.containsKey(name);
  }

  boolean isRight(String name) {
    return decided.getOrDefault(name, false) && !troubles.containsKey(name);
  }

  Set<String> suspects() {
    return new HashSet<>(troubles.keySet());
  }

  /** The troubles that the look before has seen as well. */
  List<Trouble> confirmedBy(Set<String> before) {
    return troubles.values().stream()
        .filter(trouble -> before.contains(trouble.name()))
        .toList();
  }
}
