package io.nightjar.config;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.core.ResolvableType;

/** Goes on after a value that cannot be bound, so that one attempt finds every problem. */
final class CollectingBindHandler implements BindHandler {

  private final ConfigurationSources sources;
  private final KnownKeys known;
  private final ProblemCollector problems;
  private final ConstraintCheck constraints;

  CollectingBindHandler(ConfigurationSources sources, KnownKeys known, ProblemCollector problems) {
    this.sources = sources;
    this.known = known;
    this.problems = problems;
    this.constraints = new ConstraintCheck(sources, problems);
  }

  @Override
  public <T> @Nullable Bindable<T> onStart(
      ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
    if (known.isBelowText(name)) {
      return null;
    }
    known.ask(name, target.getType());
    return target;
  }

  @Override
  public @Nullable Object onSuccess(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
    known.bound(name);
    if (result instanceof Duration duration && !isSound(name, target, duration)) {
      return null;
    }
    check(name, target, result);
    return result;
  }

  @Override
  public Object onCreate(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
    check(name, target, result);
    return result;
  }

  @Override
  public @Nullable Object onFailure(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
    known.bound(name);
    ResolvableType type = target.getType();
    if (error instanceof UnboundConfigurationPropertiesException rest) {
      bindRest(name, type, rest, context);
    }
    constraints.check(name, type.resolve(Object.class), null);
    // A record that rejects a component left empty by an invalid value is not a separate problem.
    if (!problems.touchNow(name)) {
      String value =
          sources.find(name).map(found -> String.valueOf(found.getValue())).orElse(null);
      ConversionExplanation explanation = ConversionExplanation.of(error, type, value);
      problems.add(name, explanation.problem(), explanation.remedy());
    }
    return null;
  }

  private void check(ConfigurationPropertyName name, Bindable<?> target, Object result) {
    constraints.check(name, target.getType().resolve(Object.class), result);
    if (result instanceof Checked checked) {
      try {
        checked.check(problems.below(name));
      } catch (RuntimeException consequence) {
        // After a problem, components that must not be null may be null. A check need not handle
        // that.
        if (!problems.touchNow(name)) {
          throw consequence;
        }
      }
    }
  }

  /** Spring makes nothing of a group of which no key is right, so what it requires has not been looked at yet. */
  @Override
  public void onFinish(
      ConfigurationPropertyName name,
      Bindable<?> target,
      BindContext context,
      @Nullable Object result) {
    for (ConfigurationPropertySource source : context.getSources()) {
      if (result == null
          && source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
        known.bound(name);
        constraints.check(name, target.getType().resolve(Object.class), null);
      }
    }
  }

  /** Spring stops a list at its first broken element; the others may be broken as well. */
  private void bindRest(
      ConfigurationPropertyName list,
      ResolvableType type,
      UnboundConfigurationPropertiesException error,
      BindContext context) {
    ResolvableType element =
        type.isArray() ? type.getComponentType() : type.asCollection().getGeneric(0);
    Set<ConfigurationPropertyName> rest = new TreeSet<>();
    error
        .getUnboundProperties()
        .forEach(property -> rest.add(property.getName().chop(list.getNumberOfElements() + 1)));
    rest.forEach(name -> context.getBinder().bind(name, Bindable.of(element), this));
    ConfigurationPropertyName first = rest.iterator().next();
    int index = Integer.parseInt(first.getLastElement(Form.UNIFORM));
    if (index > 0 && !sources.contains(list.append("[" + (index - 1) + "]"))) {
      problems.add(
          list, null, "has a gap before " + KeyNames.text(first), "number its elements from 0");
    }
  }

  private boolean isSound(ConfigurationPropertyName name, Bindable<?> target, Duration duration) {
    String written = sources
        .find(name)
        .map(found -> String.valueOf(sources.resolve(found.getValue())))
        .orElse("");
    if (duration.isNegative()) {
      problems.add(name, "is negative", "write a duration of zero or more");
      return false;
    }
    if (written.matches("\\d*[1-9]\\d*") && target.getAnnotation(DurationUnit.class) == null) {
      problems.add(
          name, "has no unit", "write " + written + "s, " + written + "m or " + written + "h");
      return false;
    }
    return true;
  }
}
