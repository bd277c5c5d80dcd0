package io.nightjar.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookFormatsTest {

  private static final Message MESSAGE = new Message(
      Status.FIRING,
      "[prod] personOwnerRebuildJob did not start",
      List.of(
          new Fact("Expected", "00:05"), new Fact("Cause", "a < b &\n<!channel> @here **now**")),
      List.of(
          new Link("Runbook", "https://runbooks.example/sync_it?a=1&b=2"),
          new Link("Bad", "javascript:alert(1)")));

  @Test
  void slack_gets_one_text() {
    assertThat(JsonMapper.shared()
            .readTree(ChatText.SLACK.body(MESSAGE))
            .path("text")
            .asString())
        .isEqualTo("""
            🔴 [prod] personOwnerRebuildJob did not start
            Expected: 00:05
            Cause: a &lt; b &amp; &lt;!channel&gt; @\u2060here **now**
            Runbook: https://runbooks.example/sync_it?a=1&b=2
            Bad: javascript:alert(1)""");
  }

  @Test
  void mattermost_gets_one_text_without_marks_of_jobs() {
    assertThat(ChatText.MATTERMOST.text(MESSAGE)).isEqualTo("""
            🔴 \\[prod\\] personOwnerRebuildJob did not start
            Expected: 00:05
            Cause: a \\< b & \\<!channel\\> @\u2060here \\*\\*now\\*\\*
            Runbook: https://runbooks.example/sync_it?a=1&b=2
            Bad: javascript:alert(1)""");
  }

  @ParameterizedTest
  @CsvSource({
    "SLACK, @channel, @\u2060channel",
    "SLACK, @hereafter, @\u2060hereafter",
    "SLACK, @sync-team, @sync-team",
    "SLACK, <@U1>, &lt;@U1&gt;",
    "SLACK, &lt;, &amp;lt;",
    "MATTERMOST, @all, @\u2060all",
    "MATTERMOST, @sync-team, @\u2060sync-team",
    "MATTERMOST, @_x, @\u2060\\_x",
    "MATTERMOST, a@b.example, a@\u2060b.example",
    "MATTERMOST, [Runbook](https://evil.example), \\[Runbook\\](https://evil.example)",
    "MATTERMOST, ![x](https://evil.example), !\\[x\\](https://evil.example)"
  })
  void text_of_jobs_is_shown_literally_and_calls_nobody(ChatText chat, String text, String shown) {
    assertThat(chat.escape(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @EnumSource(ChatText.class)
  void ten_thousand_facts_are_one_short_text(ChatText chat) {
    String text = chat.text(night());

    assertThat(text)
        .hasSizeLessThan(3_000)
        .contains("job0: ")
        .containsPattern("\\+99\\d\\d more")
        .endsWith("Runbook: https://runbooks.example/sync_it");
  }

  @Test
  void teams_gets_a_card_in_the_envelope_of_a_workflow() {
    JsonNode envelope = JsonMapper.shared().readTree(TeamsCard.body(MESSAGE));

    assertThat(envelope).isEqualTo(JsonMapper.shared().readTree("""
            {"type": "message", "attachments": [{
              "contentType": "application/vnd.microsoft.card.adaptive",
              "content": {
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "type": "AdaptiveCard",
                "version": "1.4",
                "body": [
                  {"type": "TextBlock", "text": "🔴 \\\\[prod\\\\] personOwnerRebuildJob did not start",
                   "weight": "Bolder", "size": "Medium", "color": "FollowUpState", "wrap": true},
                  {"type": "FactSet", "facts": [
                    {"title": "Expected", "value": "00:05"},
                    {"title": "Cause", "value": "a < b & <!channel> @here \\\\*\\\\*now\\\\*\\\\*"}]}],
                "actions": [
                  {"type": "Action.OpenUrl", "title": "Runbook",
                   "url": "https://runbooks.example/sync_it?a=1&b=2"}]}}]}"""));
  }

  @Test
  void a_card_of_ten_thousand_facts_stays_below_what_teams_takes() {
    String body = TeamsCard.body(night());

    assertThat(body.length()).isLessThan(28_000);
    assertThat(body).containsPattern("\\+99\\d\\d more");
  }

  private static Message night() {
    return new Message(
        Status.FIRING,
        "h".repeat(1_000),
        IntStream.range(0, 10_000)
            .mapToObj(i -> new Fact("job" + i, "did not start _*[<&@here ".repeat(30)))
            .toList(),
        List.of(new Link("Runbook", "https://runbooks.example/sync_it")));
  }
}
