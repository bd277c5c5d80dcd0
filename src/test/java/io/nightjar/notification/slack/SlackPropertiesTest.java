package io.nightjar.notification.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.slack.SlackProperties.Fallback;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackPropertiesTest {

  private static final String API = "https://slack.com/api/";
  private static final String HOOK = "https://hooks.slack.com/services/T1/B1/s3cret";

  @Test
  void they_do_not_print_their_secrets_and_refuse_a_token_no_header_can_hold() {
    SlackProperties settings = new SlackProperties(
        "xoxb-1",
        "#a",
        "https://slack.com/api",
        "s3cret",
        HOOK,
        new Fallback("xoxb-2", "#b", HOOK));

    assertThat(settings)
        .hasToString(
            "SlackSettings[channel=#a, apiUrl=https://slack.com/api/, fallback=Fallback[channel=#b]]");
    assertThat(settings.mainPlace()).hasToString("slack #a");
    assertThatThrownBy(() -> Slacks.settings("xoxb-1\nxoxb-2", "#a", API))
        .hasMessageContaining("nightjar.slack.token")
        .hasMessageNotContaining("xoxb");
    assertThatThrownBy(() -> new Fallback("xoxb-ü", "#a", ""))
        .hasMessageContaining("nightjar.slack.fallback.token")
        .hasMessageNotContaining("xoxb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack.com/api", "ftp://slack.com/api", "https://", "http://bad host/"})
  void a_wrong_address_of_slack_is_refused_with_key_value_and_remedy(String url) {
    assertThatThrownBy(() -> Slacks.settings("xoxb-1", "#a", url))
        .hasMessageContaining("nightjar.slack.api-url")
        .hasMessageContaining("'" + url + "'")
        .hasMessageContaining("https://slack.com/api/");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          # token | channel | webhook | its token | its channel | its webhook | problem
          ''      | ''      | ''      | ''        | ''          | ''          |
          x       | #a      | ''      | ''        | ''          | ''          |
          x       | ''      | ''      | ''        | ''          | ''          | channel is missing although a token is set
          ''      | ''      | HOOK    | ''        | ''          | ''          |
          ''      | ''      | s3cret  | ''        | ''          | ''          | webhook-url *** is not an http address
          x       | #a      | ''      | ''        | #b          | ''          |
          x       | #a      | ''      | y         | #a          | ''          |
          x       | #a      | ''      | ''        | ''          | HOOK        |
          x       | #a      | ''      | ''        | ''          | s3cret      | fallback.webhook-url *** is not an http address
          x       | #a      | ''      | y         | ''          | ''          | fallback.channel is missing although a token for it is set
          ''      | ''      | HOOK    | ''        | #b          | ''          | fallback.channel #b cannot be reached: there is no token
          x       | #a      | ''      | ''        | #a          | ''          | fallback is the same place as nightjar.slack
          ''      | ''      | HOOK    | ''        | ''          | HOOK        | fallback is the same place as nightjar.slack
          """)
  void what_cannot_work_is_told_before_the_night(
      String token,
      String channel,
      String webhook,
      String itsToken,
      String itsChannel,
      String itsWebhook,
      String problem) {
    List<String> told = told(new SlackProperties(
        token,
        channel,
        API,
        "",
        webhook.replace("HOOK", HOOK),
        new Fallback(itsToken, itsChannel, itsWebhook.replace("HOOK", HOOK))));

    if (problem == null) {
      assertThat(told).isEmpty();
    } else {
      assertThat(told).singleElement().asString().startsWith(problem).doesNotContain("s3cret");
    }
  }

  @Test
  void the_second_place_is_a_channel_of_its_own_kind() {
    try (SlackStandIn slack = SlackStandIn.start("#a", "#b")) {
      SlackProperties settings = new SlackProperties(
          SlackStandIn.TOKEN, "#a", slack.apiUrl(), "secret", "", new Fallback("", "#b", ""));
      SlackChannel second = new SlackChannel(settings.fallbackPlace(), SlackTimeouts.DEFAULT);
      Delivery delivery =
          Slacks.delivery(second.place("#a"), null, Slacks.MESSAGE.withActions(Slacks.ACTIONS));

      second.deliver(delivery);

      assertThat(second.kind()).isEqualTo("slack-fallback");
      assertThat(slack.messages()).singleElement().satisfies(message -> {
        assertThat(message.channel()).isEqualTo("#b");
        assertThat(message.buttons()).hasSize(3);
      });
    }
  }

  @Test
  void the_buttons_of_another_app_would_not_reach_nightjar() {
    SlackProperties settings =
        new SlackProperties("xoxb-1", "#a", API, "secret", "", new Fallback("xoxb-2", "#b", ""));

    assertThat(settings.fallbackPlace().buttons()).isFalse();
    assertThat(settings.fallbackPlace().token()).isEqualTo("xoxb-2");
    assertThat(settings.fallbackPlace().key()).isEqualTo("nightjar.slack.fallback");
  }

  @Test
  void without_a_second_place_there_is_none() {
    SlackProperties settings = Slacks.settings("xoxb-1", "#a", API);

    assertThat(new SlackChannel(settings.fallbackPlace(), SlackTimeouts.DEFAULT).isConfigured())
        .isFalse();
  }

  private static List<String> told(SlackProperties settings) {
    List<String> told = new ArrayList<>();
    settings.check((key, value, problem, remedy) -> {
      assertThat(remedy).isNotBlank();
      told.add(key + " " + (value == null || value.isEmpty() ? "" : value + " ") + problem);
    });
    return told;
  }
}
