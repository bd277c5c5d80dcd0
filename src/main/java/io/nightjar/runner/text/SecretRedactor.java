package io.nightjar.runner.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Replaces known secret values in texts that come from a job. */
public final class SecretRedactor {

  private final List<String> longestFirst;

  public SecretRedactor(Collection<String> secrets) {
    // A shorter secret may be part of a longer one.
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
