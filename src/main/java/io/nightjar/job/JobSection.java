package io.nightjar.job;

import io.nightjar.config.KeyNames;
import io.nightjar.config.PartReader;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The section of one kind of work in one job. */
final class JobSection implements TargetSection {

  private final PartReader reader;
  private final ConfigurationPropertyName name;
  private final Consumer<Consumer<JobCatalogue>> checks;
  private final @Nullable URI baseUrl;

  JobSection(
      PartReader reader,
      ConfigurationPropertyName name,
      Consumer<Consumer<JobCatalogue>> checks,
      @Nullable URI baseUrl) {
    this.reader = reader;
    this.name = name;
    this.checks = checks;
    this.baseUrl = baseUrl;
  }

  @Override
  public String key() {
    return KeyNames.text(name);
  }

  @Override
  public <T> T bind(Class<T> type) {
    T bound = reader.bind(name, type);
    if (bound == null) {
      throw new Unreadable();
    }
    return bound;
  }

  @Override
  public void problem(String relativeKey, @Nullable String value, String problem, String remedy) {
    reader.problems().add(KeyNames.below(name, relativeKey), value, problem, remedy);
  }

  @Override
  public @Nullable URI baseUrl() {
    return baseUrl;
  }

  @Override
  public void afterwards(Consumer<JobCatalogue> check) {
    checks.accept(check);
  }

  boolean hasProblems() {
    return reader.problems().touch(name);
  }

  /** Leaves a kind whose section could not be bound at all; what was wrong has been reported. */
  static final class Unreadable extends RuntimeException {

    Unreadable() {
      super("the section could not be read", null, false, false);
    }
  }
}
