package io.nightjar.config;

import static io.nightjar.config.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskerTest {

  private final SecretMasker secrets = new SecretMasker(
      new ConfigurationSources(yaml("""
          nightjar:
            slack: {token: "${TOKEN}", signing-secret: shh-do-not-tell}
            jobs.a.http.request.headers: {X-Api: letmein}
          """).variable("TOKEN", "tok-12345").environment()),
      KeyNames.of("nightjar"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nightjar.slack.token",
        "nightjar.slack.signing-secret",
        "nightjar.slack.signingSecret",
        "nightjar.slack.webhook-url",
        "nightjar.security.tokens[0].token-hash",
        "nightjar.security.tokens[0]",
        "nightjar.jobs.a.ping-key",
        "nightjar.jobs.a.http.request.headers.Authorization",
        "nightjar.jobs.a.http.request.body",
        "nightjar.jobs.a.command.environment.HOME"
      })
  void hides_what_stands_at_a_key_of_a_secret(String key) {
    assertThat(secrets.show(KeyNames.of(key), "value")).isEqualTo("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nightjar.environment",
        "nightjar.slack.channel",
        "nightjar.security.tokens[0].name",
        "nightjar.security.tokens[0].role",
        "nightjar.jobs.token.schedule",
        "nightjar.jobs.a.http.request.url"
      })
  void shows_what_stands_at_other_keys(String key) {
    assertThat(secrets.show(KeyNames.of(key), "value")).isEqualTo("value");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "refused: shh-do-not-tell         | refused: ***",
        "tok-12345 and letmein            | *** and ***",
        "xoxb-1-abc is not known here     | *** is not known here",
        "Authorization is Bearer abc.def  | Authorization is ***",
        "http://me:mine@host/path         | http://***@host/path",
        "{sha256}0123456789abcdef0123     | ***"
      })
  void takes_secrets_out_of_any_text(String text, String clean) {
    assertThat(secrets.scrub(text)).isEqualTo(clean);
  }

  @Test
  void texts_stay_on_one_line_and_short() {
    assertThat(secrets.scrub("a\r\nb")).isEqualTo("a b");
    assertThat(secrets.show(KeyNames.of("nightjar.environment"), "é".repeat(300)))
        .hasSize(203);
  }
}
