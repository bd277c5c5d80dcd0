package io.nightjar.config;

import io.nightjar.job.JobCatalogue;
import java.util.Map;

/** The whole configuration under {@code nightjar}, bound and found sound. See {@link SettingsSection}. */
public final class Settings {

  private final Map<Class<?>, Object> parts;
  private final JobCatalogue catalogue;

  Settings(Map<Class<?>, Object> parts, JobCatalogue catalogue) {
    this.parts = Map.copyOf(parts);
    this.catalogue = catalogue;
  }

  /** The part of the configuration that is registered with the type. */
  public <T> T get(Class<T> type) {
    Object part = parts.get(type);
    if (part == null) {
      throw new IllegalStateException("Nothing registers " + type.getSimpleName()
          + " as a part of the configuration: add a bean SettingsSection.of(prefix, "
          + type.getSimpleName()
          + ".class)");
    }
    return type.cast(part);
  }

  public JobCatalogue catalogue() {
    return catalogue;
  }
}
