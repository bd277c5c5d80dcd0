package io.nightjar.config;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Keeps secret values out of texts: by the name of their key, and wherever they are quoted. */
final class SecretMasker {

  static final String HIDDEN = "***";

  private static final int LONGEST_VALUE = 200;
  private static final int LONGEST_TEXT = 1_000;
  private static final int SHORTEST_TO_SCRUB = 6;
  private static final Set<String> EXACT =
      Set.of("headers", "body", "tokens", "webhookurl", "authorization");
  private static final Pattern SUFFIX =
      Pattern.compile(".*(token|secret|password|hash|key|credentials?)");
  private static final Pattern LOOKS_SECRET = Pattern.compile(
      "xox[a-z]-[^\\s\"']+|(?i:bearer|basic) [^\\s\"']+|\\{[a-z0-9-]+}[0-9a-zA-Z$./+=-]{16,}");
  private static final Pattern USER_OF_ADDRESS = Pattern.compile("://[^/@\\s]+@");

  private final ConfigurationSources sources;
  private final ConfigurationPropertyName root;
  private @Nullable Set<String> values;

  SecretMasker(ConfigurationSources sources, ConfigurationPropertyName root) {
    this.sources = sources;
    this.root = root;
  }

  /** Whether what stands at this key must never be shown. */
  boolean isSecret(ConfigurationPropertyName name) {
    boolean underJobs =
        name.getNumberOfElements() > 2 && "jobs".equals(name.getElement(1, Form.UNIFORM));
    int last = name.getNumberOfElements() - 1;
    for (int i = underJobs ? 3 : 1; i <= last; i++) {
      String element = name.getElement(i, Form.UNIFORM);
      boolean listOfRecords = element.equals("tokens") && last > i + 1;
      boolean environmentOfCommand = underJobs && element.equals("environment");
      if (environmentOfCommand || (hides(element) && !listOfRecords)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hides(String element) {
    return EXACT.contains(element) || SUFFIX.matcher(element).matches();
  }

  /** The value as a message may show it. */
  @Nullable
  String show(ConfigurationPropertyName name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return value;
    }
    return isSecret(name) ? HIDDEN : bounded(scrub(value), LONGEST_VALUE);
  }

  /** The text without any secret that the configuration holds, on one line, bounded. */
  String scrub(String text) {
    String clean = text;
    for (String secret : values()) {
      clean = clean.replace(secret, HIDDEN);
    }
    clean = LOOKS_SECRET.matcher(clean).replaceAll(HIDDEN);
    clean = USER_OF_ADDRESS.matcher(clean).replaceAll("://" + HIDDEN + "@");
    clean = clean.replaceAll("\\p{Cntrl}+", " ");
    return bounded(clean, LONGEST_TEXT);
  }

  private static String bounded(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest)) + "...";
  }

  private Set<String> values() {
    if (values == null) {
      // Masks the longest first, so that no part of a longer secret remains.
      Set<String> found = new TreeSet<>(
          Comparator.comparing(String::length).reversed().thenComparing(value -> value));
      sources.writtenBelow(root).filter(this::isSecret).forEach(name -> collect(name, found));
      sources.variablesBelow(root).filter(this::isSecret).forEach(name -> collect(name, found));
      values = found;
    }
    return values;
  }

  private void collect(ConfigurationPropertyName name, Set<String> found) {
    sources.find(name).map(ConfigurationProperty::getValue).ifPresent(value -> {
      try {
        found.add(String.valueOf(sources.resolve(value)));
      } catch (IllegalArgumentException unresolved) {
        // Its placeholder has no value, so there is nothing to hide.
      }
    });
    found.removeIf(value -> value.length() < SHORTEST_TO_SCRUB);
  }
}
