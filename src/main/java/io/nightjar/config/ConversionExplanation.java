package io.nightjar.config;

import io.nightjar.platform.text.SpellingSuggestion;
import java.net.URI;
import java.net.URL;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.unit.DataSize;

/**
 * Explains a failed binding to the person who wrote the value.
 *
 * @param problem what is wrong
 * @param remedy what to write instead
 */
record ConversionExplanation(String problem, String remedy) {

  private static final Map<Class<?>, ConversionExplanation> BY_TYPE = Map.of(
      Duration.class,
          new ConversionExplanation(
              "is not a duration", "write 30s, 10m, 2h or 1d, or ISO-8601 as PT1H30M"),
      DataSize.class, new ConversionExplanation("is not a size", "write 512KB or 1MB"),
      Boolean.class, new ConversionExplanation("is neither true nor false", "write true or false"),
      Integer.class, new ConversionExplanation("is not a whole number", "write digits only"),
      Long.class, new ConversionExplanation("is not a whole number", "write digits only"),
      URI.class, new ConversionExplanation("is not an address", "write it as https://host/path"),
      URL.class, new ConversionExplanation("is not an address", "write it as https://host/path"));

  static ConversionExplanation of(Throwable error, ResolvableType target, @Nullable String value) {
    Optional<PlaceholderResolutionException> placeholder =
        cause(error, PlaceholderResolutionException.class);
    if (placeholder.isPresent()) {
      return unresolved(placeholder.get());
    }
    Class<?> type = typeOf(error, target);
    if (cause(error, ConverterNotFoundException.class).isPresent()) {
      boolean list = type.isArray() || Collection.class.isAssignableFrom(type);
      return list
          ? new ConversionExplanation(
              "is a single value where a list belongs",
              "write each element on its own line below it, after a dash")
          : new ConversionExplanation(
              "is a single value where a group of keys belongs",
              "write its keys below it, indented");
    }
    return ofValue(type, value).orElseGet(() -> ofMessage(error));
  }

  /** The type of what could not be converted: of the one element, when it is an element of a list. */
  private static Class<?> typeOf(Throwable error, ResolvableType target) {
    Class<?> type = cause(error, ConverterNotFoundException.class)
        .map(ConverterNotFoundException::getTargetType)
        .or(() -> cause(error, ConversionFailedException.class)
            .map(ConversionFailedException::getTargetType))
        .<Class<?>>map(TypeDescriptor::getObjectType)
        .orElseGet(() -> target.resolve(Object.class));
    return ClassUtils.resolvePrimitiveIfNecessary(type);
  }

  private static ConversionExplanation unresolved(PlaceholderResolutionException error) {
    String placeholder = error.getPlaceholder();
    if (placeholder == null
        || placeholder.isBlank()
        || String.valueOf(error.getMessage()).contains("ircular")) {
      return new ConversionExplanation(
          "holds a placeholder that cannot be resolved", "correct the name in ${...}");
    }
    return new ConversionExplanation(
        "takes its value from ${" + placeholder + "}, and " + placeholder + " is not set",
        "set the environment variable " + placeholder + ", or give a default: ${" + placeholder
            + ":...}");
  }

  private static Optional<ConversionExplanation> ofValue(Class<?> type, @Nullable String value) {
    if (type.isEnum()) {
      String words = Arrays.stream(type.getEnumConstants())
          .map(word -> word.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.joining(", "));
      return Optional.of(
          new ConversionExplanation("is not an allowed value", "write one of: " + words));
    }
    if (ZoneId.class.isAssignableFrom(type)) {
      String guess = SpellingSuggestion.to(String.valueOf(value), ZoneId.getAvailableZoneIds())
          .map(zone -> "did you mean " + zone + "?")
          .orElse("write a zone as Europe/London or UTC");
      return Optional.of(new ConversionExplanation("is not a time zone", guess));
    }
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  private static ConversionExplanation ofMessage(Throwable error) {
    Throwable root = NestedExceptionUtils.getMostSpecificCause(error);
    boolean ours = root instanceof IllegalArgumentException || root instanceof DateTimeException;
    String message = ours && root.getMessage() != null
        ? root.getMessage()
        : "cannot be read (" + root.getClass().getSimpleName() + ")";
    return new ConversionExplanation(message, "correct the value");
  }

  /** The innermost cause of a type. */
  private static <T extends Throwable> Optional<T> cause(Throwable error, Class<T> type) {
    T found = null;
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      found = type.isInstance(cause) ? type.cast(cause) : found;
    }
    return Optional.ofNullable(found);
  }
}
