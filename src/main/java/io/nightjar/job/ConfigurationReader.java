package io.nightjar.job;

import io.nightjar.job.binding.CollectingBinder;
import io.nightjar.job.binding.InvalidConfigurationException;
import io.nightjar.job.binding.Keys;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/** Reads everything under {@code nightjar}, all parts and all jobs, before it says what is wrong. */
final class ConfigurationReader {

  private static final Logger log = LoggerFactory.getLogger(ConfigurationReader.class);
  private static final ConfigurationPropertyName ROOT = Keys.of("nightjar");

  private final CollectingBinder binder;
  private final Map<Class<?>, Object> parts = new HashMap<>();

  ConfigurationReader(ConfigurableEnvironment environment) {
    this.binder = new CollectingBinder(environment, ROOT);
  }

  /**
   * Reads it all.
   *
   * @throws InvalidConfigurationException with every problem
   */
  Settings read(List<SettingsSection<?>> sections, List<WorkKind> kinds) {
    sections.forEach(this::read);
    Defaults defaults = part(Defaults.class);
    NightjarSettings general = part(NightjarSettings.class);
    JobReader jobs = new JobReader(
        binder,
        kinds,
        defaults != null && defaults.isSound() ? defaults : Defaults.BUILT_IN,
        general != null ? general.timeZone() : ZoneOffset.UTC);
    JobCatalogue catalogue = new CatalogueReader(binder, jobs).read(ROOT.append("jobs"));
    refuseNameOfDigest(catalogue);
    sections.forEach(section -> validate(section, catalogue));
    binder.reportUnknownKeys();
    binder.warnings().forEach(log::warn);
    if (!binder.findings().isEmpty()) {
      throw new InvalidConfigurationException(binder.findings().list());
    }
    return new Settings(parts, withDigest(catalogue, general));
  }

  private void refuseNameOfDigest(JobCatalogue catalogue) {
    if (catalogue.find(JobCatalogue.DIGEST).isPresent()) {
      binder
          .findings()
          .add(
              ROOT.append("jobs").append(JobCatalogue.DIGEST),
              "is the name of Nightjar's own message of the morning",
              "give the job another name; the message is configured by nightjar.digest");
    }
  }

  private JobCatalogue withDigest(JobCatalogue catalogue, @Nullable NightjarSettings general) {
    Digest digest = part(Digest.class);
    return digest == null || general == null
        ? catalogue
        : digest.job(general.timeZone()).map(catalogue::with).orElse(catalogue);
  }

  private <T> void read(SettingsSection<T> section) {
    ConfigurationPropertyName prefix = Keys.of(section.prefix());
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
    if (parts.put(section.type(), value) != null) {
      throw new IllegalStateException(
          "Two parts of the configuration are a " + section.type().getSimpleName());
    }
  }

  private <T> void validate(SettingsSection<T> section, JobCatalogue catalogue) {
    T value = part(section.type());
    if (value != null) {
      Problems problems = problemsOf(Keys.of(section.prefix()));
      guarded(0, () -> section.validate(value, catalogue, problems));
    }
  }

  private Problems problemsOf(ConfigurationPropertyName prefix) {
    return (relativeKey, wrong, problem, remedy) ->
        binder.findings().add(Keys.below(prefix, relativeKey), wrong, problem, remedy);
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

  private <T> @Nullable T part(Class<T> type) {
    return type.cast(parts.get(type));
  }
}
