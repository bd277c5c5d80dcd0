package io.nightjar.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads everything under {@code nightjar}, all types and all parts, before any bean is created, and reports all problems at
 * once. Spring Boot binds the types again for their beans, without problems then.
 */
public final class ConfigurationCheck implements BeanFactoryPostProcessor {

  private static final Logger log = LoggerFactory.getLogger(ConfigurationCheck.class);
  private static final ConfigurationPropertyName ROOT = KeyNames.of("nightjar");

  private final ConfigurableEnvironment environment;

  public ConfigurationCheck(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    List<Class<?>> types = Arrays.stream(beans.getBeanDefinitionNames())
        .<Class<?>>map(name -> beans.getType(name, false))
        .filter(Objects::nonNull)
        .filter(ConfigurationCheck::isOurs)
        .toList();
    List<ConfigurationPart> parts =
        beans.getBeansOfType(ConfigurationPart.class, true, false).values().stream()
            .sorted(AnnotationAwareOrderComparator.INSTANCE)
            .toList();
    Map<Class<?>, Object> provided = new LinkedHashMap<>(read(types, parts).values());
    provided.keySet().removeAll(types);
    provided.forEach((type, value) -> beans.registerSingleton(type.getName(), value));
  }

  /**
   * Reads the whole configuration.
   *
   * @throws InvalidConfigurationException with every problem
   */
  PartReader read(List<Class<?>> types, List<ConfigurationPart> parts) {
    PartReader reader = new PartReader(environment, ROOT);
    types.forEach(type -> reader.bindAs(KeyNames.of(prefixOf(type)), type));
    parts.forEach(part -> part.read(reader));
    new DroppedCharacters(reader.sources(), reader.problems()).report(ROOT);
    UnknownKeys unknown = new UnknownKeys(reader.sources(), reader.known(), reader.problems());
    unknown.report(ROOT);
    unknown.warnings(ROOT).forEach(log::warn);
    if (!reader.problems().isEmpty()) {
      throw new InvalidConfigurationException(reader.problems().list());
    }
    return reader;
  }

  private static boolean isOurs(Class<?> type) {
    return type.isAnnotationPresent(ConfigurationProperties.class)
        && ROOT.isAncestorOf(KeyNames.of(prefixOf(type) + ".key"));
  }

  /** The annotation's two names for the prefix are aliases of each other. */
  private static String prefixOf(Class<?> type) {
    ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
    return Stream.of(properties.prefix(), properties.value())
        .filter(prefix -> !prefix.isEmpty())
        .findFirst()
        .orElse("");
  }
}
