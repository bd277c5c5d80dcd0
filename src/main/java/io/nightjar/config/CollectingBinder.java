package io.nightjar.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/** Binds parts of the configuration one after the other and keeps every problem of all of them. */
public final class CollectingBinder {

  private final ConfigurationPropertyName root;
  private final ConfigurationSources sources;
  private final ProblemCollector findings;
  private final KnownKeys known = new KnownKeys();
  private final CollectingBindHandler handler;
  private final Binder binder;

  public CollectingBinder(ConfigurableEnvironment environment, ConfigurationPropertyName root) {
    this.root = root;
    this.sources = new ConfigurationSources(environment);
    this.findings = new ProblemCollector(sources, root);
    this.handler = new CollectingBindHandler(sources, known, findings);
    this.binder = new Binder(sources.all(), sources::resolve);
  }

  public ConfigurationSources sources() {
    return sources;
  }

  public ProblemCollector findings() {
    return findings;
  }

  public KnownKeys known() {
    return known;
  }

  /**
   * Binds a key to a type. A record of which nothing is configured is made of its defaults.
   *
   * @return null only after a problem; after one, also an instance in which components are null that must not be
   */
  public <T> @Nullable T bind(ConfigurationPropertyName name, Class<T> type) {
    findings.begin();
    if (type.isRecord()) {
      return binder.bindOrCreate(name, Bindable.of(type), handler);
    }
    T bound = binder.bind(name, Bindable.of(type), handler).orElse(null);
    if (bound == null && !findings.touchNow(name)) {
      reportNothingBound(name);
    }
    return bound;
  }

  private void reportNothingBound(ConfigurationPropertyName name) {
    if (sources.containsBelow(name)) {
      sources.writtenBelow(name).forEach(known::add);
      findings.add(
          name,
          null,
          "is a group of keys where a single value belongs",
          "write the value behind the colon");
    } else {
      findings.add(name, "is missing", "set " + KeyNames.text(name) + ", it has no default");
    }
  }

  /** Reports every key that nothing has asked for. To be called once everything is bound. */
  public void reportUnknownKeys() {
    new DroppedCharacters(sources, findings).report(root);
    new UnknownKeys(sources, known, findings).report(root);
  }

  /** What looks like a setting, in the environment of the process, and is none. */
  public List<String> warnings() {
    return new UnknownKeys(sources, known, findings).warnings(root);
  }
}
