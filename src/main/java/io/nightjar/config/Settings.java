package io.nightjar.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole configuration under {@code nightjar}, by the types that it is bound to. See {@link SettingsSection}. */
public final class Settings {

  private final Map<Class<?>, Object> values;

  Settings(Map<Class<?>, Object> values) {
    this.values = values;
  }

  /** The part of the configuration that is registered with the type. */
  public <T> T get(Class<T> type) {
    T value = find(type);
    if (value == null) {
      throw new IllegalStateException("Nothing registers " + type.getSimpleName()
          + " as a part of the configuration: add a bean SettingsSection.of(prefix, "
          + type.getSimpleName()
          + ".class)");
    }
    return value;
  }

  /** The same; null also when it could not be bound, of which a problem tells. */
  public <T> @Nullable T find(Class<T> type) {
    return type.cast(values.get(type));
  }
}
