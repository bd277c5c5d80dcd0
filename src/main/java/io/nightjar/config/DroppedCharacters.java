package io.nightjar.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Finds names with characters that Spring drops silently: {@code my job} would become {@code myjob}. */
final class DroppedCharacters {

  private static final Pattern ELEMENT = Pattern.compile("\\[[^]]*]|[^.\\[]+");
  private static final Pattern KEPT = Pattern.compile("\\[.*]|[A-Za-z0-9_-]+");

  private final ConfigurationSources sources;
  private final ProblemCollector problems;

  DroppedCharacters(ConfigurationSources sources, ProblemCollector problems) {
    this.sources = sources;
    this.problems = problems;
  }

  void report(ConfigurationPropertyName root) {
    String prefix = KeyNames.text(root) + ".";
    sources
        .strictNames()
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix))
        .forEach(this::report);
  }

  private void report(String name) {
    List<String> elements =
        ELEMENT.matcher(name).results().map(result -> result.group()).toList();
    Optional<String> bad =
        elements.stream().filter(element -> !KEPT.matcher(element).matches()).findFirst();
    bad.ifPresent(element -> problems.add(
        KeyNames.of(name.substring(0, name.indexOf(element)).replaceAll("\\.$", "")),
        null,
        "has a name below it with a character that Spring drops: " + element,
        "write the name in brackets and quotes: \"[" + element + "]\""));
  }
}
