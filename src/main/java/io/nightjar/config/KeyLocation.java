package io.nightjar.config;

import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;

/**
 * A place where a key is written.
 *
 * @param source a file, an environment variable, ...
 * @param line of the file from 1, 0 when the source has no lines
 * @param exact whether the key itself stands there, not only a neighbour of a missing one
 */
public record KeyLocation(String source, int line, boolean exact) {

  /** Places of one file together, from top to bottom. */
  static final Comparator<@Nullable KeyLocation> ORDER = Comparator.nullsFirst(
      Comparator.comparing(KeyLocation::source).thenComparing(KeyLocation::line));

  static KeyLocation of(Origin origin, boolean exact) {
    Origin inner = origin;
    if (origin instanceof PropertySourceOrigin property) {
      if (property.getOrigin() == null) {
        return new KeyLocation(nameOf(property), 0, exact);
      }
      inner = property.getOrigin();
    }
    if (inner instanceof SystemEnvironmentOrigin variable) {
      return new KeyLocation("environment variable " + variable.getProperty(), 0, exact);
    }
    if (inner instanceof TextResourceOrigin text && text.getResource() != null) {
      int line = text.getLocation() == null ? 0 : text.getLocation().getLine() + 1;
      return new KeyLocation(nameOf(text.getResource()), line, exact);
    }
    return new KeyLocation(inner.toString(), 0, exact);
  }

  private static String nameOf(Resource resource) {
    try {
      return resource.isFile() ? resource.getFile().getPath() : resource.getDescription();
    } catch (IOException noFile) {
      return resource.getDescription();
    }
  }

  private static String nameOf(PropertySourceOrigin property) {
    if (property.getPropertySource() instanceof SystemEnvironmentPropertySource) {
      return "environment variable " + property.getPropertyName();
    }
    return property.getPropertyName() + " in " + property.getPropertySource().getName();
  }

  String text() {
    return (exact ? "" : "near ") + source + (line == 0 ? "" : ", line " + line);
  }
}
