package io.nightjar.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpPropertiesTest {

  private static List<String> problems(FollowUpProperties settings) {
    List<String> problems = new ArrayList<>();
    settings.check((key, value, problem, remedy) ->
        problems.add(key + " = " + value + " " + problem + ": " + remedy));
    return problems;
  }

  private static FollowUpProperties mentioning(Map<String, String> mentions) {
    return new FollowUpProperties(Duration.ofHours(4), Duration.ofHours(12), null, null, mentions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<@U123>", "<@W0A1>", "<!subteam^S123>", "<!here>", "<!channel>"})
  void slacks_own_words_for_whom_to_call_are_taken(String mention) {
    assertThat(problems(mentioning(Map.of("@sync-team", mention)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@sync-team",
        "<@>",
        "<@u123>",
        "<!subteam^U123>",
        "<!everyone>",
        "<@U123> <@U124>",
        "<https://evil.example|here>",
        "<#C123>"
      })
  void anything_else_is_refused(String mention) {
    assertThat(problems(mentioning(Map.of("@sync-team", mention))))
        .singleElement()
        .asString()
        .startsWith("mentions[@sync-team] = " + mention)
        .contains("calls nobody", "<!subteam^S123>");
  }

  @ParameterizedTest(name = "remind {0}, acknowledge {1}, escalate {2} in {3}: {4}")
  @CsvSource({
    "PT1M, PT1M, PT1M, #managers, ",
    "PT59S, PT12H, , , remind-every",
    "PT4H, PT59S, , , acknowledge-for",
    "PT4H, P7D, , , ",
    "PT4H, P7DT1S, , , acknowledge-for",
    "PT4H, PT12H, PT59S, , escalate-after",
    "PT4H, PT12H, , #managers, escalate-channel",
    "PT4H, PT12H, , ' ', ",
  })
  void times_that_would_flood_or_forget_are_refused(
      Duration remind,
      Duration acknowledge,
      @Nullable Duration escalate,
      @Nullable String channel,
      @Nullable String key) {
    List<String> problems =
        problems(new FollowUpProperties(remind, acknowledge, escalate, channel, Map.of()));

    if (key == null) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().asString().startsWith(key + " = ");
    }
  }

  @ParameterizedTest(name = "owner {0}, configured {1}")
  @CsvSource({"@sync-team, @sync-team", "@sync-team, sync-team", "sync-team, @sync-team"})
  void the_at_of_an_owner_may_be_left_out(String owner, String configured) {
    assertThat(mentioning(Map.of(configured, "<@U1>")).mentionsOf(owner)).containsExactly("<@U1>");
  }

  @Test
  void an_owner_that_is_not_configured_is_not_called() {
    FollowUpProperties settings = mentioning(Map.of("@sync-team", "<@U1>"));

    assertThat(settings.mentionsOf("@other")).isEmpty();
    assertThat(settings.mentionsOf(null)).isEmpty();
  }
}
