package io.nightjar.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.Nullness;

/** Reports the components of a record that must be configured and are not: neither nullable nor with a default. */
final class RequiredKeys {

  private final ConfigurationSources sources;
  private final ProblemCollector findings;
  private final Map<Class<?>, List<Component>> requiredOf = new HashMap<>();

  /** A component that must be configured, by the name of its key. */
  private record Component(String name, Class<?> type) {}

  RequiredKeys(ConfigurationSources sources, ProblemCollector findings) {
    this.sources = sources;
    this.findings = findings;
  }

  void check(ConfigurationPropertyName name, Class<?> type) {
    if (!type.isRecord()) {
      return;
    }
    for (Component component : requiredOf.computeIfAbsent(type, RequiredKeys::requiredOf)) {
      ConfigurationPropertyName key = name.append(component.name());
      if (isAbsent(key, component.type()) && !findings.touchNow(key)) {
        findings.add(key, null, "is missing", "set " + KeyNames.text(key) + ", it has no default");
      }
    }
  }

  private static List<Component> requiredOf(Class<?> type) {
    return Arrays.stream(canonical(type).getParameters())
        .filter(RequiredKeys::isRequired)
        .map(parameter -> new Component(nameOf(parameter), parameter.getType()))
        .toList();
  }

  private static Constructor<?> canonical(Class<?> type) {
    Class<?>[] components = Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(components);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("every record has its canonical constructor", impossible);
    }
  }

  private static String nameOf(Parameter parameter) {
    Name renamed = parameter.getAnnotation(Name.class);
    return DataObjectPropertyName.toDashedForm(
        renamed != null ? renamed.value() : parameter.getName());
  }

  private static boolean isRequired(Parameter parameter) {
    return !parameter.getType().isPrimitive()
        && !parameter.isAnnotationPresent(DefaultValue.class)
        && Nullness.forParameter(parameter) == Nullness.NON_NULL;
  }

  /** An empty text is a text, but no duration and no group of keys. */
  private boolean isAbsent(ConfigurationPropertyName key, Class<?> type) {
    if (sources.containsBelow(key)) {
      return false;
    }
    return sources
        .find(key)
        .map(property -> "".equals(property.getValue()) && type != String.class)
        .orElse(true);
  }
}
