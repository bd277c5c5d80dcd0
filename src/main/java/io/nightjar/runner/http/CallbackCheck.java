package io.nightjar.runner.http;

import io.nightjar.job.JobCatalogue;
import io.nightjar.job.Section;

/** Checks what a call-back needs from outside the section: an address to call and a key to call it with. */
final class CallbackCheck {

  private static final String KEY = "completion";

  private CallbackCheck() {}

  static void of(Section section, HttpWork work, String baseUrl) {
    if (baseUrl.isBlank()) {
      section.problem(
          KEY,
          "callback",
          "needs an address that the service can call",
          "set nightjar.base-url to the address under which services reach Nightjar");
    }
    section.afterwards(catalogue -> requirePingKey(section, work, catalogue));
  }

  private static void requirePingKey(Section section, HttpWork work, JobCatalogue catalogue) {
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
