package io.nightjar.config;

import static io.nightjar.config.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

@NullMarked
class EnvironmentVariablesTest {

  private static final ConfigurationPropertyName ROOT = KeyNames.of("nightjar");

  record Token(String name, @Nullable String role) {}

  record Part(@Nullable String apiUrl, @Nullable List<Token> tokens) {}

  private final Yaml yaml =
      yaml("nightjar.slack.api-url: http://a\nsome.password: ${NIGHTJAR_DB_PASSWORD:}");

  private PartReader bound() {
    PartReader reader = new PartReader(yaml.environment(), ROOT);
    reader.bind(KeyNames.of("nightjar.slack"), Part.class);
    unknownKeys(reader).report(ROOT);
    return reader;
  }

  private static UnknownKeys unknownKeys(PartReader reader) {
    return new UnknownKeys(reader.sources(), reader.known(), reader.problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NIGHTJAR_SLACK_APIURL", "NIGHTJAR_SLACK_API_URL"})
  void a_variable_overrides_a_file_with_its_dashes_left_out_or_as_underscores(String name) {
    yaml.variable(name, "http://b");
    PartReader reader = bound();
    assertThat(reader.bind(KeyNames.of("nightjar.slack"), Part.class))
        .isEqualTo(new Part("http://b", null));
    assertThat(reader.problems().isEmpty()).isTrue();
    assertThat(unknownKeys(reader).warnings(ROOT)).isEmpty();
  }

  @Test
  void variables_make_lists() {
    yaml.variable("NIGHTJAR_SLACK_TOKENS_0_NAME", "a")
        .variable("NIGHTJAR_SLACK_TOKENS_1_NAME", "b")
        .variable("NIGHTJAR_SLACK_TOKENS_1_ROLE", "c");
    PartReader reader = bound();
    assertThat(reader.bind(KeyNames.of("nightjar.slack"), Part.class))
        .isEqualTo(new Part("http://a", List.of(new Token("a", null), new Token("b", "c"))));
    assertThat(unknownKeys(reader).warnings(ROOT)).isEmpty();
  }

  @Test
  void a_variable_that_is_no_setting_is_a_warning_without_its_value_and_stops_nothing() {
    yaml.variable("NIGHTJAR_SLACK_APIULR", "secret")
        .variable("NIGHTJAR_PORT_8080_TCP", "tcp://x")
        .variable("PATH", "x");
    PartReader reader = bound();
    assertThat(reader.problems().isEmpty()).isTrue();
    assertThat(unknownKeys(reader).warnings(ROOT))
        .containsExactly(
            "The environment variable NIGHTJAR_SLACK_APIULR is not a setting of Nightjar;"
                + " did you mean NIGHTJAR_SLACK_APIURL?",
            "The environment variable NIGHTJAR_PORT_8080_TCP is not a setting of Nightjar");
  }

  @Test
  void a_variable_that_a_placeholder_takes_in_is_no_mistake() {
    yaml.variable("NIGHTJAR_DB_PASSWORD", "x");
    assertThat(unknownKeys(bound()).warnings(ROOT)).isEmpty();
  }

  @Test
  void a_system_property_that_is_no_setting_is_a_warning() {
    yaml.property("nightjar.jar", "target/x.jar").property("nightjar.slack.api-url", "http://c");
    PartReader reader = bound();
    assertThat(reader.problems().isEmpty()).isTrue();
    assertThat(unknownKeys(reader).warnings(ROOT))
        .containsExactly("The system property nightjar.jar is not a setting of Nightjar");
  }
}
