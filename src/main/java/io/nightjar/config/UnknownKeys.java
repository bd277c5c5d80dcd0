package io.nightjar.config;

import io.nightjar.platform.text.SpellingSuggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Finds keys that no type reads. In files and on the command line they are problems. Environment variables and system
 * properties may serve another purpose, so these only cause a warning.
 */
final class UnknownKeys {

  private static final int MOST_LISTED = 20;

  private final ConfigurationSources sources;
  private final KnownKeys known;
  private final ProblemCollector problems;

  UnknownKeys(ConfigurationSources sources, KnownKeys known, ProblemCollector problems) {
    this.sources = sources;
    this.known = known;
    this.problems = problems;
  }

  void report(ConfigurationPropertyName root) {
    Map<ConfigurationPropertyName, Integer> unknown = new LinkedHashMap<>();
    sources.strictBelow(root).forEach(name -> {
      ConfigurationPropertyName part = known.unknownPartOf(name);
      if (part != null && !problems.touch(part)) {
        unknown.merge(part, part.equals(name) ? 0 : 1, Integer::sum);
      }
    });
    unknown.forEach(this::report);
  }

  private void report(ConfigurationPropertyName part, int below) {
    Set<String> siblings = known.childrenOf(part.getParent());
    Optional<String> guess = SpellingSuggestion.to(part.getLastElement(Form.ORIGINAL), siblings);
    String problem = "is not a known key" + (below == 0 ? "" : ", and so are the keys below it");
    problems.add(part, valueOf(part, guess), problem, remedy(guess, siblings, below));
  }

  /** A mistyped key may hold a secret, so its value is shown only when the key it resembles holds none. */
  private @Nullable String valueOf(ConfigurationPropertyName part, Optional<String> guess) {
    boolean harmless = guess.isPresent()
        && !problems.isSecret(KeyNames.below(part.getParent(), guess.get()))
        && !problems.isSecret(part);
    return sources
        .find(part)
        .map(ConfigurationProperty::getValue)
        .map(value -> harmless ? String.valueOf(value) : SecretMasker.HIDDEN)
        .orElse(null);
  }

  private static String remedy(Optional<String> guess, Set<String> siblings, int below) {
    if (guess.isPresent()) {
      return "did you mean " + guess.get() + "?";
    }
    String dots = below == 0 ? "" : "; if the name has a dot in it, write it as \"[a.b]\"";
    if (siblings.isEmpty()) {
      return "remove it: no keys are known here" + dots;
    }
    String listed = siblings.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
    return "remove it, or use one of: " + listed + (siblings.size() > MOST_LISTED ? ", ..." : "")
        + dots;
  }

  /** Environment variables and system properties that look like settings and are none. Names only, never values. */
  List<String> warnings(ConfigurationPropertyName root) {
    Stream<String> properties = sources
        .systemPropertiesBelow(root)
        .filter(name -> known.unknownPartOf(name) != null)
        .map(
            name -> "The system property " + KeyNames.text(name) + " is not a setting of Nightjar");
    String prefix = KeyNames.variable(root) + "_";
    List<String> variables = sources
        .variables()
        .filter(variable -> variable.toUpperCase(Locale.ROOT).startsWith(prefix))
        .toList();
    return Stream.concat(properties, variables.isEmpty() ? Stream.of() : warnings(variables))
        .toList();
  }

  private Stream<String> warnings(List<String> variables) {
    Set<String> spellings = new TreeSet<>();
    for (ConfigurationPropertyName name : known.all()) {
      spellings.add(KeyNames.variable(name));
      spellings.add(KeyNames.dashedVariable(name));
    }
    return variables.stream()
        .filter(variable -> !spellings.contains(variable.toUpperCase(Locale.ROOT)))
        .filter(variable -> !sources.isPlaceholder(variable))
        .map(variable -> "The environment variable " + variable + " is not a setting of Nightjar"
            + SpellingSuggestion.to(variable, spellings)
                .map(guess -> "; did you mean " + guess + "?")
                .orElse(""));
  }
}
