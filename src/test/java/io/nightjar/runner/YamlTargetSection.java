package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.TargetSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;

/** A section of a job read from YAML by Boot's own binder; a key that nothing binds is an error. */
public final class YamlTargetSection implements TargetSection {

  /** A problem as it was reported. */
  public record Problem(String key, String value, String problem, String remedy) {}

  public final List<Problem> problems = new ArrayList<>();
  private final List<Consumer<JobCatalogue>> checks = new ArrayList<>();
  private final String key;
  private final Binder binder;
  private @Nullable URI baseUrl = URI.create("https://nightjar.example");

  private YamlTargetSection(String key, Binder binder) {
    this.key = key;
    this.binder = binder;
  }

  /** The section under the given key of the given YAML. */
  public static YamlTargetSection of(String key, String yaml) {
    try {
      var resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
      var sources = new MutablePropertySources();
      new YamlPropertySourceLoader().load("jobs.yml", resource).forEach(sources::addLast);
      return new YamlTargetSection(key, new Binder(ConfigurationPropertySources.from(sources)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public <T> T bind(Class<T> type) {
    return binder.bindOrCreate(
        key, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
  }

  @Override
  public void problem(String relativeKey, String value, String problem, String remedy) {
    problems.add(new Problem(relativeKey, value, problem, remedy));
  }

  @Override
  public @Nullable URI baseUrl() {
    return baseUrl;
  }

  /** The same where no address of Nightjar is configured. */
  public YamlTargetSection withoutBaseUrl() {
    baseUrl = null;
    return this;
  }

  @Override
  public void afterwards(Consumer<JobCatalogue> check) {
    checks.add(check);
  }

  public YamlTargetSection checkedIn(Job... jobs) {
    checks.forEach(check -> check.accept(new JobCatalogue(List.of(jobs))));
    return this;
  }

  public List<String> problemKeys() {
    return problems.stream().map(Problem::key).toList();
  }
}
