package io.nightjar.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/** The keys that somebody has asked for, whoever it was: all others are mistakes. */
public final class KnownKeys {

  private final Set<ConfigurationPropertyName> asked = new LinkedHashSet<>();
  private final Set<ConfigurationPropertyName> bound = new HashSet<>();
  private final Set<ConfigurationPropertyName> lists = new HashSet<>();
  private final Set<ConfigurationPropertyName> texts = new HashSet<>();
  private final Map<ConfigurationPropertyName, Set<String>> children = new HashMap<>();

  /** Makes the key and those above it known. */
  public void add(ConfigurationPropertyName name) {
    for (ConfigurationPropertyName key = name;
        !key.isEmpty() && asked.add(key);
        key = key.getParent()) {
      String child = key.getLastElement(Form.ORIGINAL);
      children.computeIfAbsent(key.getParent(), parent -> new TreeSet<>()).add(child);
    }
  }

  void ask(ConfigurationPropertyName name, ResolvableType type) {
    add(name);
    if (type.isArray() || Collection.class.isAssignableFrom(type.resolve(Object.class))) {
      lists.add(name);
    } else if (type.resolve() == String.class) {
      texts.add(name);
    }
  }

  /** Whether Spring looks for what a text has as a bean, as its length: those are no keys. */
  boolean isBelowText(ConfigurationPropertyName name) {
    return texts.contains(name.getParent()) && !name.isLastElementIndexed();
  }

  void bound(ConfigurationPropertyName name) {
    bound.add(name);
  }

  Set<String> childrenOf(ConfigurationPropertyName name) {
    return children.getOrDefault(name, Set.of());
  }

  Set<ConfigurationPropertyName> all() {
    return asked;
  }

  /** The first part of the key that nobody has asked for, null when the whole key is known. */
  @Nullable
  ConfigurationPropertyName unknownPartOf(ConfigurationPropertyName name) {
    for (int length = 1; length <= name.getNumberOfElements(); length++) {
      ConfigurationPropertyName part = name.chop(length);
      if (lists.contains(part.getParent())
          && part.isLastElementIndexed()
          && !bound.contains(part)) {
        // An element of a list that a stronger source replaces as a whole: never read, and no
        // mistake.
        return null;
      }
      if (!asked.contains(part)) {
        return part;
      }
    }
    return null;
  }
}
