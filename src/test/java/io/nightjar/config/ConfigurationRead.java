package io.nightjar.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a test's configuration was read as. */
public final class ConfigurationRead {

  private final PartReader reader;

  private ConfigurationRead(PartReader reader) {
    this.reader = reader;
  }

  /** Reads the whole of it. */
  public static ConfigurationRead of(
      Yaml yaml, List<Class<?>> types, List<ConfigurationPart> parts) {
    return new ConfigurationRead(new ConfigurationCheck(yaml.environment()).read(types, parts));
  }

  /** The problems that stop the start, none when it is sound. */
  public static List<ConfigurationProblem> problems(
      Yaml yaml, List<Class<?>> types, List<ConfigurationPart> parts) {
    try {
      of(yaml, types, parts);
      return List.of();
    } catch (InvalidConfigurationException stopped) {
      return stopped.problems();
    }
  }

  /** Every key that has been asked for, with a star for the name of a job and for the index of a list. */
  public Set<String> knownKeys() {
    return reader.known().all().stream()
        .map(KeyNames::text)
        .map(key -> key.replaceAll("\\[\\d+]", ".*")
            .replaceFirst("^nightjar\\.jobs\\.[^.]+", "nightjar.jobs.*")
            .replaceFirst("\\.\\*$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public <T> T get(Class<T> type) {
    return Optional.ofNullable(reader.find(type)).orElseThrow();
  }
}
