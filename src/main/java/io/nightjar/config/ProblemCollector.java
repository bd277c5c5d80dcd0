package io.nightjar.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** All problems found so far. */
public final class ProblemCollector {

  private final ConfigurationSources sources;
  private final SecretMasker secrets;
  private final Map<String, ConfigurationProblem> problems = new LinkedHashMap<>();
  private final Set<ConfigurationPropertyName> touched = new HashSet<>();
  private final Set<ConfigurationPropertyName> touchedNow = new HashSet<>();

  ProblemCollector(ConfigurationSources sources, ConfigurationPropertyName root) {
    this.sources = sources;
    this.secrets = new SecretMasker(sources, root);
  }

  /** Adds a problem with what is configured at the key. */
  public void add(ConfigurationPropertyName name, String problem, String remedy) {
    add(name, valueOf(name), problem, remedy);
  }

  /** Adds a problem with a value. */
  public void add(
      ConfigurationPropertyName name, @Nullable String value, String problem, String remedy) {
    String key = KeyNames.text(name);
    String configured =
        value != null && value.isEmpty() && sources.find(name).isEmpty() ? null : value;
    String masked = secrets.scrub(problem);
    problems.putIfAbsent(
        key + ' ' + masked,
        new ConfigurationProblem(
            key,
            secrets.show(name, configured),
            sources.placeOf(name),
            masked,
            secrets.scrub(remedy)));
    for (ConfigurationPropertyName touch = name; !touch.isEmpty(); touch = touch.getParent()) {
      touched.add(touch);
      touchedNow.add(touch);
    }
  }

  /** Adds that the key is missing. */
  void addMissing(ConfigurationPropertyName name) {
    add(name, null, "is missing", "set " + KeyNames.text(name) + ", it has no default");
  }

  /** Takes the problems of what stands below a key. */
  public Problems below(ConfigurationPropertyName prefix) {
    return new Problems() {
      @Override
      public void problem(
          String relativeKey, @Nullable String value, String problem, String remedy) {
        add(KeyNames.below(prefix, relativeKey), value, problem, remedy);
      }

      @Override
      public @Nullable String valueOf(String relativeKey) {
        return ProblemCollector.this.valueOf(KeyNames.below(prefix, relativeKey));
      }
    };
  }

  /** Whether the key or one below it has a problem. */
  public boolean touch(ConfigurationPropertyName name) {
    return touched.contains(name);
  }

  /** Begins the binding of one part, so that its problems can be distinguished from those of other parts. */
  void begin() {
    touchedNow.clear();
  }

  /** The same as {@link #touch}, of the part that is being bound. */
  boolean touchNow(ConfigurationPropertyName name) {
    return touchedNow.contains(name);
  }

  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** All of them, those of one file from top to bottom. */
  public List<ConfigurationProblem> list() {
    List<ConfigurationProblem> list = new ArrayList<>(problems.values());
    list.sort(Comparator.comparing(ConfigurationProblem::where, KeyLocation.ORDER));
    return list;
  }

  boolean isSecret(ConfigurationPropertyName name) {
    return secrets.isSecret(name);
  }

  private @Nullable String valueOf(ConfigurationPropertyName name) {
    return sources
        .find(name)
        .map(ConfigurationProperty::getValue)
        .map(this::resolved)
        .orElse(null);
  }

  private String resolved(Object value) {
    try {
      return String.valueOf(sources.resolve(value));
    } catch (IllegalArgumentException unresolved) {
      return String.valueOf(value);
    }
  }
}
