package io.nightjar.notification.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.JsonHttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class SlackResponseUrlTest {

  private final SlackStandIn slack = SlackStandIn.start("#sync");
  private final SlackResponseUrl replies = new SlackResponseUrl(
      Slacks.settings("xoxb-1", "#sync", slack.apiUrl()),
      new JsonHttpClient(Duration.ofSeconds(2), Duration.ofMillis(500)));

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void an_answer_reaches_one_person_and_calls_nobody() {
    replies.reply(slack.responseUrl(), "personOwnerRebuildJob <!channel> is running & @here");

    assertThat(slack.privateReplies())
        .singleElement()
        .isEqualTo(JsonMapper.shared().readTree("""
            {"response_type": "ephemeral", "replace_original": false,
             "text": "personOwnerRebuildJob &lt;!channel&gt; is running &amp; @\u2060here"}"""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.slack.com/actions/s3cret",
        "https://hooks.slack.com.evil.example/s3cret",
        "https://evil.example/https://hooks.slack.com/s3cret",
        "https://hooks.slack.com@evil.example/s3cret",
        "https://u:p@hooks.slack.com/s3cret",
        "https://hooks.slack.com:8443/s3cret",
        "http://127.0.0.1:1/s3cret",
        "http://169.254.169.254/s3cret",
        "file:///s3cret",
        "/s3cret",
        "not an address s3cret",
        ""
      })
  void nobody_but_slack_is_called(String address, CapturedOutput output) {
    replies.reply(address, "done");

    assertThat(output).contains("an address that is not Slack's").doesNotContain("s3cret");
  }

  @Test
  void a_failure_is_logged_without_the_address(CapturedOutput output) {
    String address = slack.responseUrl();
    slack.answerReplies(Answer.status(404));
    replies.reply(address, "done");
    assertThat(output).contains("refused by Slack with status 404");

    slack.answerReplies(Answer.silence());
    replies.reply(address, "done");
    assertThat(output).contains("did not reach Slack: no answer from 127.0.0.1");

    slack.close();
    replies.reply(address, "done");
    assertThat(output).contains("did not reach Slack: cannot reach 127.0.0.1");
    assertThat(output).doesNotContain(address);
  }
}
