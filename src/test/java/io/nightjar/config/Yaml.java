package io.nightjar.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Environments made of YAML texts as Spring Boot loads them, and of nothing else. */
public final class Yaml {

  private final StandardEnvironment environment = new StandardEnvironment();
  private final Map<String, Object> variables = new LinkedHashMap<>();
  private final Map<String, Object> properties = new LinkedHashMap<>();

  private Yaml() {
    environment
        .getPropertySources()
        .replace(
            "systemEnvironment",
            new SystemEnvironmentPropertySource("systemEnvironment", variables));
    environment
        .getPropertySources()
        .replace("systemProperties", new MapPropertySource("systemProperties", properties));
  }

  public static Yaml yaml(String text) {
    return new Yaml().and("first.yml", text);
  }

  /** Adds a weaker source. */
  public Yaml and(String name, String text) {
    ByteArrayResource resource = new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), name);
    try {
      new YamlPropertySourceLoader()
          .load(name, resource)
          .forEach(environment.getPropertySources()::addLast);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  public Yaml variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public Yaml property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  public ConfigurableEnvironment environment() {
    return environment;
  }
}
