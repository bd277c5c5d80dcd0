package io.nightjar.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/** Reads everything under {@code nightjar}, all sections and all jobs, before it says what is wrong. */
public final class ConfigurationCheck {

  private static final Logger log = LoggerFactory.getLogger(ConfigurationCheck.class);
  private static final ConfigurationPropertyName ROOT = KeyNames.of("nightjar");

  private final CollectingBinder binder;
  private final Map<Class<?>, Object> values = new HashMap<>();
  private final Settings settings = new Settings(values);

  public ConfigurationCheck(ConfigurableEnvironment environment) {
    this.binder = new CollectingBinder(environment, ROOT);
  }

  /**
   * Reads it all.
   *
   * @throws InvalidConfigurationException with every problem
   */
  public Settings read(List<SettingsSection<?>> sections, List<ConfigurationPart<?>> parts) {
    sections.forEach(this::read);
    parts.forEach(this::read);
    sections.forEach(this::validate);
    binder.reportUnknownKeys();
    binder.warnings().forEach(log::warn);
    if (!binder.findings().isEmpty()) {
      throw new InvalidConfigurationException(binder.findings().list());
    }
    parts.forEach(this::complete);
    return new Settings(Map.copyOf(values));
  }

  private <T> void read(ConfigurationPart<T> part) {
    values.put(part.type(), part.read(binder, settings));
  }

  private <T> void complete(ConfigurationPart<T> part) {
    values.put(part.type(), part.complete(settings.get(part.type()), settings));
  }

  private <T> void read(SettingsSection<T> section) {
    ConfigurationPropertyName prefix = KeyNames.of(section.prefix());
    if (!ROOT.equals(prefix) && !ROOT.isAncestorOf(prefix)) {
      throw new IllegalStateException(
          "A part of the configuration begins with nightjar: " + section.prefix());
    }
    int before = binder.findings().count();
    T value = binder.bind(prefix, section.type());
    if (value == null) {
      return;
    }
    guarded(before, () -> section.validate(value, problemsOf(prefix)));
    if (values.put(section.type(), value) != null) {
      throw new IllegalStateException(
          "Two parts of the configuration are a " + section.type().getSimpleName());
    }
  }

  private <T> void validate(SettingsSection<T> section) {
    T value = settings.find(section.type());
    if (value != null) {
      Problems problems = problemsOf(KeyNames.of(section.prefix()));
      guarded(0, () -> section.validate(value, settings, problems));
    }
  }

  private Problems problemsOf(ConfigurationPropertyName prefix) {
    return (relativeKey, wrong, problem, remedy) ->
        binder.findings().add(KeyNames.below(prefix, relativeKey), wrong, problem, remedy);
  }

  private void guarded(int before, Runnable check) {
    try {
      check.run();
    } catch (RuntimeException consequence) {
      // After a problem components may be null that must not be, which a check need not expect.
      if (binder.findings().count() == before) {
        throw consequence;
      }
    }
  }
}
