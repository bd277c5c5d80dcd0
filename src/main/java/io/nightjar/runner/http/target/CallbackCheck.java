package io.nightjar.runner.http.target;

import io.nightjar.job.JobCatalogue;
import io.nightjar.job.TargetSection;

/** Checks what a call-back needs outside of its section: nightjar.base-url and the job's ping-key. */
public final class CallbackCheck {

  private static final String KEY = "completion";

  private CallbackCheck() {}

  public static void check(TargetSection section, HttpTarget work) {
    if (section.baseUrl() == null) {
      section.problem(
          KEY,
          "callback",
          "needs nightjar.base-url, the address that the service calls",
          "set nightjar.base-url to the address under which services reach Nightjar");
    }
    section.afterwards(catalogue -> requirePingKey(section, work, catalogue));
  }

  private static void requirePingKey(
      TargetSection section, HttpTarget work, JobCatalogue catalogue) {
    boolean missing =
        catalogue.jobs().stream().anyMatch(job -> job.work() == work && job.pingKey() == null);
    if (missing) {
      section.problem(
          KEY,
          "callback",
          "needs the job's ping-key, the secret in the address that the service calls",
          "set ping-key beside http, or write completion: response or poll");
    }
  }
}
