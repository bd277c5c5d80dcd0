package io.nightjar.runner.command;

import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment of a command. It does not inherit Nightjar's own, which holds database passwords and tokens that no
 * job may read.
 */
final class ChildEnvironment {

  private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG", "TZ");

  private ChildEnvironment() {}

  static Map<String, String> of(CommandTarget work, Run run, Map<String, String> ours) {
    Map<String, String> environment = new HashMap<>();
    for (String name : PASSED_ON) {
      String value = ours.get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.putAll(work.environment());
    environment.put("NIGHTJAR_RUN_ID", run.id().toString());
    environment.put("NIGHTJAR_JOB", run.job());
    if (run.occurrence() != null) {
      environment.put("NIGHTJAR_OCCURRENCE", run.occurrence().toString());
    }
    RunRequest request = run.request();
    if (request != null && request.parameters() != null) {
      environment.put("NIGHTJAR_PARAMETERS", request.parameters());
    }
    return environment;
  }
}
