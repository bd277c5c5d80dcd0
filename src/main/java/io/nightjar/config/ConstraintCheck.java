package io.nightjar.config;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.metadata.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Reports violated constraints of Jakarta Validation. The message of a constraint is the problem and, after the first
 * semicolon, the remedy: {@code @Min(value = 1, message = "leaves no thread for a job; write 1 or more")}.
 */
final class ConstraintCheck {

  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  private final ConfigurationSources sources;
  private final ProblemCollector problems;

  ConstraintCheck(ConfigurationSources sources, ProblemCollector problems) {
    this.sources = sources;
    this.problems = problems;
  }

  /** Checks a record; null is one that could not be made: then only what is not set can be missing. */
  <T> void check(ConfigurationPropertyName name, Class<T> type, @Nullable Object bound) {
    if (!type.isRecord() || !VALIDATOR.getConstraintsForClass(type).isBeanConstrained()) {
      return;
    }
    for (ConstraintViolation<T> violation :
        bound == null ? missing(type) : VALIDATOR.validate(type.cast(bound))) {
      ConfigurationPropertyName key =
          name.append(keyOf(type, violation.getPropertyPath().toString()));
      if (!problems.touchNow(key) && (bound != null || !sources.contains(key))) {
        report(key, violation);
      }
    }
  }

  private static <T> List<ConstraintViolation<T>> missing(Class<T> type) {
    List<ConstraintViolation<T>> missing = new ArrayList<>();
    for (PropertyDescriptor property :
        VALIDATOR.getConstraintsForClass(type).getConstrainedProperties()) {
      missing.addAll(VALIDATOR.validateValue(type, property.getPropertyName(), null));
    }
    return missing;
  }

  private void report(ConfigurationPropertyName key, ConstraintViolation<?> violation) {
    if (violation.getConstraintDescriptor().getAnnotation() instanceof NotNull) {
      problems.addMissing(key);
      return;
    }
    String[] parts = violation.getMessage().split("; *", 2);
    problems.add(key, parts[0], parts.length > 1 ? parts[1] : "correct the value");
  }

  private static String keyOf(Class<?> type, String component) {
    try {
      Name renamed = type.getDeclaredField(component).getAnnotation(Name.class);
      return DataObjectPropertyName.toDashedForm(renamed != null ? renamed.value() : component);
    } catch (NoSuchFieldException impossible) {
      throw new IllegalStateException("every component of a record has its field", impossible);
    }
  }
}
