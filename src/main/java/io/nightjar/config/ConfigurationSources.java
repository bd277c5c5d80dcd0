package io.nightjar.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The keys of an environment: their values and where they are written. */
public final class ConfigurationSources {

  private final ConfigurableEnvironment environment;
  private final List<ConfigurationPropertySource> sources = new ArrayList<>();

  public ConfigurationSources(ConfigurableEnvironment environment) {
    this.environment = environment;
    ConfigurationPropertySources.get(environment).forEach(sources::add);
  }

  List<ConfigurationPropertySource> all() {
    return sources;
  }

  /** The value that counts, and its origin. */
  public Optional<ConfigurationProperty> find(ConfigurationPropertyName name) {
    return sources.stream()
        .map(source -> Optional.ofNullable(source.getConfigurationProperty(name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The value with its placeholders replaced, empty when it is not set or one of them has no value. */
  public String valueOf(ConfigurationPropertyName name) {
    try {
      return find(name).map(found -> String.valueOf(resolve(found.getValue()))).orElse("");
    } catch (IllegalArgumentException unresolved) {
      return "";
    }
  }

  /** Whether the key or one below it is set. */
  public boolean contains(ConfigurationPropertyName name) {
    return find(name).isPresent() || containsBelow(name);
  }

  public boolean containsBelow(ConfigurationPropertyName name) {
    return sources.stream()
        .anyMatch(
            source -> source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT);
  }

  /** All keys below the given one, the base before what overrides it, without environment variables. */
  public Stream<ConfigurationPropertyName> writtenBelow(ConfigurationPropertyName root) {
    return namesOf(sources.stream().filter(source -> !isVariables(source)), root);
  }

  /** The same, from what was meant for Nightjar alone: neither system properties. */
  Stream<ConfigurationPropertyName> strictBelow(ConfigurationPropertyName root) {
    return namesOf(
        sources.stream().filter(source -> !isVariables(source) && !isSystemProperties(source)),
        root);
  }

  /** The names of the same as they are written, before Spring drops what it does not allow in them. */
  Stream<String> strictNames() {
    return sources.stream()
        .filter(source -> !isVariables(source) && !isSystemProperties(source))
        .map(ConfigurationPropertySource::getUnderlyingSource)
        .filter(EnumerablePropertySource.class::isInstance)
        .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()));
  }

  Stream<ConfigurationPropertyName> systemPropertiesBelow(ConfigurationPropertyName root) {
    return namesOf(sources.stream().filter(ConfigurationSources::isSystemProperties), root);
  }

  /** The keys below the given one that environment variables set, in lower case as Spring maps them. */
  public Stream<ConfigurationPropertyName> variablesBelow(ConfigurationPropertyName root) {
    return namesOf(sources.stream().filter(ConfigurationSources::isVariables), root);
  }

  /** The names of all environment variables. */
  public Stream<String> variables() {
    return sources.stream()
        .filter(ConfigurationSources::isVariables)
        .map(ConfigurationPropertySource::getUnderlyingSource)
        .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()));
  }

  /** Whether some value takes the variable in, as {@code ${VARIABLE}}. */
  boolean isPlaceholder(String variable) {
    return sources.stream()
        .filter(source -> !isVariables(source))
        .map(ConfigurationPropertySource::getUnderlyingSource)
        .filter(EnumerablePropertySource.class::isInstance)
        .map(source -> (EnumerablePropertySource<?>) source)
        .flatMap(source -> Stream.of(source.getPropertyNames()).map(source::getProperty))
        .map(String::valueOf)
        .anyMatch(value ->
            value.contains("${" + variable + "}") || value.contains("${" + variable + ":"));
  }

  /** Where the key is written, else where its neighbours are. */
  @Nullable
  KeyLocation placeOf(ConfigurationPropertyName name) {
    Optional<KeyLocation> exact = originOf(name).map(origin -> KeyLocation.of(origin, true));
    ConfigurationPropertyName around = name;
    Optional<KeyLocation> place = exact.or(() -> placeBelow(name));
    while (place.isEmpty() && around.getNumberOfElements() > 2) {
      around = around.getParent();
      ConfigurationPropertyName group = around;
      place =
          originOf(group).map(origin -> KeyLocation.of(origin, false)).or(() -> placeBelow(group));
    }
    return place.orElse(null);
  }

  private Optional<Origin> originOf(ConfigurationPropertyName name) {
    return find(name).map(ConfigurationProperty::getOrigin);
  }

  private Optional<KeyLocation> placeBelow(ConfigurationPropertyName group) {
    return namesOf(sources.stream(), group)
        .findFirst()
        .flatMap(this::originOf)
        .map(origin -> KeyLocation.of(origin, false));
  }

  /** The value with its placeholders replaced; fails for one that has no value, which Spring would leave as it is. */
  @Nullable
  Object resolve(@Nullable Object value) {
    return value instanceof String text ? environment.resolveRequiredPlaceholders(text) : value;
  }

  private static Stream<ConfigurationPropertyName> namesOf(
      Stream<ConfigurationPropertySource> chosen, ConfigurationPropertyName root) {
    List<ConfigurationPropertySource> baseFirst = new ArrayList<>(chosen.toList());
    Collections.reverse(baseFirst);
    return baseFirst.stream()
        .filter(IterableConfigurationPropertySource.class::isInstance)
        .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
        .filter(root::isAncestorOf);
  }

  private static boolean isVariables(ConfigurationPropertySource source) {
    return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
  }

  private static boolean isSystemProperties(ConfigurationPropertySource source) {
    return source.getUnderlyingSource() instanceof EnumerablePropertySource<?> named
        && StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME.equals(named.getName());
  }
}
