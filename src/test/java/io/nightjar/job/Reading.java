package io.nightjar.job;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.config.ConfigurationProblem;
import io.nightjar.config.ConfigurationRead;
import io.nightjar.config.InvalidConfigurationException;
import io.nightjar.config.NightjarProperties;
import io.nightjar.config.Roles;
import io.nightjar.config.Yaml;
import java.util.ArrayList;
import java.util.List;

/** Reads configurations with the types of this room and the stub kinds. */
public final class Reading {

  private Reading() {}

  public static ConfigurationRead read(Yaml yaml, Class<?>... more) {
    List<Class<?>> types =
        new ArrayList<>(List.of(NightjarProperties.class, Roles.class, JobDefaults.class));
    types.addAll(List.of(more));
    return ConfigurationRead.of(yaml, types, List.of(new CataloguePart(StubKinds.all())));
  }

  public static Job onlyJob(Yaml yaml) {
    return read(yaml).get(JobCatalogue.class).jobs().iterator().next();
  }

  /** The problems as {@code key | value | problem}. */
  public static List<String> problems(Yaml yaml, Class<?>... more) {
    return failure(yaml, more).problems().stream()
        .map(problem -> problem.key() + " | " + problem.value() + " | " + problem.problem())
        .toList();
  }

  public static List<String> remedies(Yaml yaml, Class<?>... more) {
    return failure(yaml, more).problems().stream()
        .map(ConfigurationProblem::remedy)
        .toList();
  }

  static InvalidConfigurationException failure(Yaml yaml, Class<?>... more) {
    return catchThrowableOfType(InvalidConfigurationException.class, () -> read(yaml, more));
  }
}
