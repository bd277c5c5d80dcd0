package io.nightjar.config;

import java.util.List;
import java.util.Optional;

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

  public <T> T get(Class<T> type) {
    return Optional.ofNullable(reader.find(type)).orElseThrow();
  }
}
