package io.nightjar.job;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.config.ConfigurationCheck;
import io.nightjar.config.ConfigurationProblem;
import io.nightjar.config.InvalidConfigurationException;
import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import io.nightjar.config.Yaml;
import java.util.ArrayList;
import java.util.List;

/** Reads configurations with the sections of this room and the stub kinds. */
public final class Reading {

  private Reading() {}

  public static Settings read(Yaml yaml, SettingsSection<?>... more) {
    List<SettingsSection<?>> sections = new ArrayList<>(List.of(
        CatalogueConfiguration.generalSection(),
        CatalogueConfiguration.rolesSection(),
        CatalogueConfiguration.defaultsSection()));
    sections.addAll(List.of(more));
    return new ConfigurationCheck(yaml.environment())
        .read(sections, List.of(new CataloguePart(StubKinds.all())));
  }

  public static Job onlyJob(Yaml yaml) {
    return read(yaml).get(JobCatalogue.class).jobs().iterator().next();
  }

  /** The problems as {@code key | value | problem}. */
  public static List<String> problems(Yaml yaml, SettingsSection<?>... more) {
    return failure(yaml, more).problems().stream()
        .map(problem -> problem.key() + " | " + problem.value() + " | " + problem.problem())
        .toList();
  }

  public static List<String> remedies(Yaml yaml, SettingsSection<?>... more) {
    return failure(yaml, more).problems().stream()
        .map(ConfigurationProblem::remedy)
        .toList();
  }

  static InvalidConfigurationException failure(Yaml yaml, SettingsSection<?>... more) {
    return catchThrowableOfType(InvalidConfigurationException.class, () -> read(yaml, more));
  }
}
