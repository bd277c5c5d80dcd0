package io.nightjar.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/** Binds parts of the configuration one after the other, and keeps every problem and what has been read. */
public final class PartReader {

  private final ConfigurationSources sources;
  private final ProblemCollector problems;
  private final KnownKeys known = new KnownKeys();
  private final CollectingBindHandler handler;
  private final Binder binder;
  private final Map<Class<?>, Object> values = new LinkedHashMap<>();

  PartReader(ConfigurableEnvironment environment, ConfigurationPropertyName root) {
    this.sources = new ConfigurationSources(environment);
    this.problems = new ProblemCollector(sources, root);
    this.handler = new CollectingBindHandler(sources, known, problems);
    this.binder = new Binder(sources.all(), sources::resolve);
  }

  public ConfigurationSources sources() {
    return sources;
  }

  public ProblemCollector problems() {
    return problems;
  }

  public KnownKeys known() {
    return known;
  }

  /**
   * Binds a key to a type. A record without configured values gets its defaults.
   *
   * @return null only after a problem; after a problem, required components of the instance may be null
   */
  public <T> @Nullable T bind(ConfigurationPropertyName name, Class<T> type) {
    problems.begin();
    if (type.isRecord()) {
      return binder.bindOrCreate(name, Bindable.of(type), handler);
    }
    T bound = binder.bind(name, Bindable.of(type), handler).orElse(null);
    if (bound == null && !problems.touchNow(name)) {
      reportNothingBound(name);
    }
    return bound;
  }

  private void reportNothingBound(ConfigurationPropertyName name) {
    if (sources.containsBelow(name)) {
      sources.writtenBelow(name).forEach(known::add);
      problems.add(
          name,
          null,
          "is a group of keys where a single value belongs",
          "write the value after the colon");
    } else {
      problems.addMissing(name);
    }
  }

  /** What has been read of a type; null when it could not be bound, of which a problem tells. */
  public <T> @Nullable T find(Class<T> type) {
    return type.cast(values.get(type));
  }

  /** Hands over what has been read, so that later parts and, after a sound start, all beans have it. */
  public <T> void provide(Class<T> type, T value) {
    values.put(type, value);
  }

  <T> void bindAs(ConfigurationPropertyName name, Class<T> type) {
    T value = bind(name, type);
    if (value != null) {
      values.put(type, value);
    }
  }

  Map<Class<?>, Object> values() {
    return values;
  }
}
