package io.nightjar.runner.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes secrets that are known by their value out of texts that come back from a job. */
public final class SecretRedactor {

  private final List<String> longestFirst;

  public SecretRedactor(Collection<String> secrets) {
    // So that no rest of a longer one remains.
    this.longestFirst = secrets.stream()
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  public String redact(String text) {
    String clean = text;
    for (String secret : longestFirst) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }
}
