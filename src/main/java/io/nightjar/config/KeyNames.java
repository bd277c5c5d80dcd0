package io.nightjar.config;

import java.util.Locale;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Keys as people write them and as environment variables spell them. */
public final class KeyNames {

  private KeyNames() {}

  /** Takes any text as a key, also one with capitals and underscores, which {@code of} refuses. */
  public static ConfigurationPropertyName of(String key) {
    return ConfigurationPropertyName.adapt(key, '.');
  }

  /** The key below a prefix; the prefix itself when there is nothing to append. */
  public static ConfigurationPropertyName below(
      ConfigurationPropertyName prefix, String relativeKey) {
    return relativeKey.isEmpty() ? prefix : prefix.append(of(relativeKey));
  }

  /** The key as it was written, with its capitals. */
  public static String text(ConfigurationPropertyName name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.getNumberOfElements(); i++) {
      String element = name.getElement(i, Form.ORIGINAL);
      if (name.isNumericIndex(i) || element.indexOf('.') >= 0) {
        text.append('[').append(element).append(']');
      } else {
        text.append(i == 0 ? "" : ".").append(element);
      }
    }
    return text.toString();
  }

  /** The environment variable of a key: dashes removed. */
  public static String variable(ConfigurationPropertyName name) {
    return variable(name, "");
  }

  /** The environment variable of a key, dashes as underscores: what people try first, and Spring reads it too. */
  public static String dashedVariable(ConfigurationPropertyName name) {
    return variable(name, "_");
  }

  private static String variable(ConfigurationPropertyName name, String dash) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.getNumberOfElements(); i++) {
      String element = name.getElement(i, Form.ORIGINAL).replace("-", dash);
      text.append(i == 0 ? "" : "_").append(element.toUpperCase(Locale.ROOT));
    }
    return text.toString();
  }
}
