package io.nightjar.job;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.job.binding.InvalidConfigurationException;
import io.nightjar.job.binding.Problem;
import io.nightjar.job.binding.Yaml;
import java.util.ArrayList;
import java.util.List;

/** Reads configurations with the sections of this room and the stub kinds. */
final class Reading {

  private Reading() {}

  static Settings read(Yaml yaml, SettingsSection<?>... more) {
    List<SettingsSection<?>> sections = new ArrayList<>(List.of(
        JobConfiguration.generalSection(),
        JobConfiguration.rolesSection(),
        JobConfiguration.defaultsSection()));
    sections.addAll(List.of(more));
    return new ConfigurationReader(yaml.environment()).read(sections, StubKinds.all());
  }

  static Job onlyJob(Yaml yaml) {
    return read(yaml).catalogue().jobs().iterator().next();
  }

  /** The problems as {@code key | value | problem}. */
  static List<String> problems(Yaml yaml, SettingsSection<?>... more) {
    return failure(yaml, more).problems().stream()
        .map(problem -> problem.key() + " | " + problem.value() + " | " + problem.problem())
        .toList();
  }

  static List<String> remedies(Yaml yaml, SettingsSection<?>... more) {
    return failure(yaml, more).problems().stream().map(Problem::remedy).toList();
  }

  static InvalidConfigurationException failure(Yaml yaml, SettingsSection<?>... more) {
    return catchThrowableOfType(InvalidConfigurationException.class, () -> read(yaml, more));
  }
}
