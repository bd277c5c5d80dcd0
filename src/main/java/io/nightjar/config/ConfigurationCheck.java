package io.nightjar.config;

import io.nightjar.job.CanaryProperties;
import io.nightjar.job.CatalogueLoader;
import io.nightjar.job.DigestProperties;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.JobDefaults;
import io.nightjar.job.JobFactory;
import io.nightjar.job.TargetType;
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
public final class ConfigurationCheck {

  private static final Logger log = LoggerFactory.getLogger(ConfigurationCheck.class);
  private static final ConfigurationPropertyName ROOT = KeyNames.of("nightjar");

  private final CollectingBinder binder;
  private final Map<Class<?>, Object> parts = new HashMap<>();

  public ConfigurationCheck(ConfigurableEnvironment environment) {
    this.binder = new CollectingBinder(environment, ROOT);
  }

  /**
   * Reads it all.
   *
   * @throws InvalidConfigurationException with every problem
   */
  public Settings read(List<SettingsSection<?>> sections, List<TargetType> kinds) {
    sections.forEach(this::read);
    JobDefaults defaults = part(JobDefaults.class);
    NightjarProperties general = part(NightjarProperties.class);
    JobFactory jobs = new JobFactory(
        binder,
        kinds,
        defaults != null && defaults.isSound() ? defaults : JobDefaults.BUILT_IN,
        general != null ? general.timeZone() : ZoneOffset.UTC);
    JobCatalogue catalogue = new CatalogueLoader(binder, jobs).read(ROOT.append("jobs"));
    refuseOwnNames(catalogue);
    sections.forEach(section -> validate(section, catalogue));
    binder.reportUnknownKeys();
    binder.warnings().forEach(log::warn);
    if (!binder.findings().isEmpty()) {
      throw new InvalidConfigurationException(binder.findings().list());
    }
    return new Settings(parts, withOwn(catalogue, general));
  }

  private void refuseOwnNames(JobCatalogue catalogue) {
    refuse(
        catalogue,
        JobCatalogue.DIGEST,
        "is the name of Nightjar's own message of the morning",
        "give the job another name; the message is configured by nightjar.digest");
    refuse(
        catalogue,
        JobCatalogue.CANARY,
        "is the name of a job of Nightjar's own",
        "give the job another name; nightjar.canary.enabled says whether there is Nightjar's");
  }

  private void refuse(JobCatalogue catalogue, String name, String problem, String remedy) {
    if (catalogue.find(name).isPresent()) {
      binder.findings().add(ROOT.append("jobs").append(name), problem, remedy);
    }
  }

  private JobCatalogue withOwn(JobCatalogue catalogue, @Nullable NightjarProperties general) {
    JobCatalogue all = catalogue;
    DigestProperties digest = part(DigestProperties.class);
    if (digest != null && general != null) {
      all = digest.job(general.timeZone()).map(all::with).orElse(all);
    }
    CanaryProperties canary = part(CanaryProperties.class);
    return canary == null || general == null
        ? all
        : canary.job(general.timeZone()).map(all::with).orElse(all);
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
    if (parts.put(section.type(), value) != null) {
      throw new IllegalStateException(
          "Two parts of the configuration are a " + section.type().getSimpleName());
    }
  }

  private <T> void validate(SettingsSection<T> section, JobCatalogue catalogue) {
    T value = part(section.type());
    if (value != null) {
      Problems problems = problemsOf(KeyNames.of(section.prefix()));
      guarded(0, () -> section.validate(value, catalogue, problems));
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

  private <T> @Nullable T part(Class<T> type) {
    return type.cast(parts.get(type));
  }
}
