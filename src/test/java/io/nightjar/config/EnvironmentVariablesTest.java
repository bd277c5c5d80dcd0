package io.nightjar.config;

import static io.nightjar.config.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class EnvironmentVariablesTest {

  record Token(String name, @Nullable String role) {}

  record Part(@Nullable String apiUrl, @Nullable List<Token> tokens) {}

  private final Yaml yaml =
      yaml("nightjar.slack.api-url: http://a\nsome.password: ${NIGHTJAR_DB_PASSWORD:}");

  private CollectingBinder bound() {
    CollectingBinder binder = new CollectingBinder(yaml.environment(), KeyNames.of("nightjar"));
    binder.bind(KeyNames.of("nightjar.slack"), Part.class);
    binder.reportUnknownKeys();
    return binder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"NIGHTJAR_SLACK_APIURL", "NIGHTJAR_SLACK_API_URL"})
  void a_variable_overrides_a_file_with_its_dashes_left_out_or_as_underscores(String name) {
    yaml.variable(name, "http://b");
    CollectingBinder binder = bound();
    assertThat(binder.bind(KeyNames.of("nightjar.slack"), Part.class))
        .isEqualTo(new Part("http://b", null));
    assertThat(binder.findings().isEmpty()).isTrue();
    assertThat(binder.warnings()).isEmpty();
  }

  @Test
  void variables_make_lists() {
    yaml.variable("NIGHTJAR_SLACK_TOKENS_0_NAME", "a")
        .variable("NIGHTJAR_SLACK_TOKENS_1_NAME", "b")
        .variable("NIGHTJAR_SLACK_TOKENS_1_ROLE", "c");
    CollectingBinder binder = bound();
    assertThat(binder.bind(KeyNames.of("nightjar.slack"), Part.class))
        .isEqualTo(new Part("http://a", List.of(new Token("a", null), new Token("b", "c"))));
    assertThat(binder.warnings()).isEmpty();
  }

  @Test
  void a_variable_that_is_no_setting_is_a_warning_without_its_value_and_stops_nothing() {
    yaml.variable("NIGHTJAR_SLACK_APIULR", "secret")
        .variable("NIGHTJAR_PORT_8080_TCP", "tcp://x")
        .variable("PATH", "x");
    CollectingBinder binder = bound();
    assertThat(binder.findings().isEmpty()).isTrue();
    assertThat(binder.warnings())
        .containsExactly(
            "The environment variable NIGHTJAR_SLACK_APIULR is no setting of Nightjar;"
                + " did you mean NIGHTJAR_SLACK_APIURL?",
            "The environment variable NIGHTJAR_PORT_8080_TCP is no setting of Nightjar");
  }

  @Test
  void a_variable_that_a_placeholder_takes_in_is_no_mistake() {
    yaml.variable("NIGHTJAR_DB_PASSWORD", "x");
    assertThat(bound().warnings()).isEmpty();
  }

  @Test
  void a_system_property_that_is_no_setting_is_a_warning() {
    yaml.property("nightjar.jar", "target/x.jar").property("nightjar.slack.api-url", "http://c");
    CollectingBinder binder = bound();
    assertThat(binder.findings().isEmpty()).isTrue();
    assertThat(binder.warnings())
        .containsExactly("The system property nightjar.jar is no setting of Nightjar");
  }
}
