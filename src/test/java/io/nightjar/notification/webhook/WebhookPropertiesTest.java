package io.nightjar.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookPropertiesTest {

  @ParameterizedTest
  @CsvSource({
    "'', JSON, '', ",
    "https://h.example/s3cret, JSON, '', ",
    "https://h.example/s3cret, JSON, s3cret, ",
    "https://h.example/s3cret, TEAMS, '', ",
    "h.example/s3cret, JSON, '', url *** is not a web address",
    "ftp://h.example/s3cret, JSON, '', url *** is not a web address",
    "https:///s3cret, JSON, '', url *** is not a web address",
    "https://u:s3cret@h.example/, JSON, '', 'url *** holds a user name, which is not sent'",
    "https://h.example/, SLACK, s3cret, secret *** cannot be used: messages in the format slack carry no signature",
    "https://h.example/, MATTERMOST, s3cret, secret *** cannot be used: messages in the format mattermost carry no signature",
    "'', JSON, s3cret, url is missing although a secret is set"
  })
  void what_cannot_work_is_told_before_the_night(
      String url, WebhookFormat format, String secret, @Nullable String problem) {
    WebhookProperties settings = new WebhookProperties(url, format, secret);
    List<String> told = new ArrayList<>();

    settings.check((key, value, said, remedy) -> {
      assertThat(remedy).isNotBlank().doesNotContain("s3cret");
      told.add(key + " " + (value == null ? "" : value + " ") + said);
    });

    assertThat(told).isEqualTo(problem == null ? List.of() : List.of(problem));
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void only_the_host_of_the_address_is_told() {
    assertThat(
            new WebhookProperties("https://h.example/s3cret?key=s3cret", WebhookFormat.JSON, "s"))
        .hasToString("WebhookSettings[host=h.example, format=JSON]");
  }
}
