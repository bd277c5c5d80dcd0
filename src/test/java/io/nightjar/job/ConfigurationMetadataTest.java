package io.nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.ConfigurationRead;
import io.nightjar.config.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor reads to complete and explain {@code nightjar.*}: exactly the keys that Nightjar reads. */
class ConfigurationMetadataTest {

  private static final Path METADATA =
      Path.of("target/classes/META-INF/spring-configuration-metadata.json");

  /** Every group of keys once, since the keys of a group are asked for only where it is. */
  private static final Yaml ALL_GROUPS = Yaml.yaml("""
      nightjar:
        slack: {token: t, channel: "#a", fallback: {channel: "#b"}}
        security:
          tokens: [{name: on-call, role: operator, token-hash: "{sha256}%1$s"}]
          slack-users: [{id: U012AB3CD, name: alice, role: viewer}]
        mutes: [{schedule: "0 0 2 * * *", duration: 1h, reason: backup}]
        jobs:
          web:
            schedule: "@daily"
            http:
              request: {url: "http://sync/run"}
              accepted-when: {pointer: /a, equals: b}
              busy-when: {pointer: /a, equals: c}
              completion: poll
              poll: {url: "http://sync/state", running-when: {pointer: /a, equals: d}}
              probe: {url: "http://sync/health"}
          program: {schedule: "@daily", command: {run: [backup]}}
          java: {schedule: "@daily", bean: {name: report}}
      """.formatted("0".repeat(64)));

  private final Set<String> known = read().knownKeys();
  private final Map<String, String> described = described();

  ConfigurationMetadataTest() throws IOException {}

  @Test
  void every_key_has_a_description() {
    assertThat(known.stream().filter(this::isNoGroup))
        .hasSizeGreaterThan(100)
        .allSatisfy(key -> assertThat(described.getOrDefault(key, "")).as(key).endsWith("."));
  }

  @Test
  void no_key_is_described_that_is_not_read() {
    assertThat(known).containsAll(described.keySet());
  }

  @Test
  void hints_are_of_keys_that_are_read() throws IOException {
    assertThat(known)
        .containsAll(nightjars("hints").map(hint -> hint.at("/name").asString()).toList());
  }

  private boolean isNoGroup(String key) {
    return known.stream().noneMatch(other -> other.startsWith(key + "."));
  }

  private static Map<String, String> described() throws IOException {
    Map<String, String> described = new TreeMap<>();
    nightjars("properties")
        .forEach(property -> described.put(
            property.at("/name").asString(), property.at("/description").asString()));
    return described;
  }

  private static Stream<JsonNode> nightjars(String list) throws IOException {
    JsonNode all = JsonMapper.shared().readTree(Files.readString(METADATA)).get(list);
    return all.valueStream().filter(each -> each.at("/name").asString().startsWith("nightjar."));
  }

  private static ConfigurationRead read() {
    List<TargetType> targets = found(
            "io.nightjar.runner", new AssignableTypeFilter(TargetType.class))
        .map(type -> (TargetType) BeanUtils.instantiateClass(type))
        .toList();
    List<Class<?>> types = found(
            "io.nightjar", new AnnotationTypeFilter(ConfigurationProperties.class))
        .toList();
    return ConfigurationRead.of(ALL_GROUPS, types, List.of(new CataloguePart(targets)));
  }

  private static Stream<Class<?>> found(String below, TypeFilter filter) {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(filter);
    return scanner.findCandidateComponents(below).stream()
        .map(each -> ClassUtils.resolveClassName(String.valueOf(each.getBeanClassName()), null));
  }
}
