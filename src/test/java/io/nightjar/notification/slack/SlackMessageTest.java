package io.nightjar.notification.slack;

import static io.nightjar.notification.slack.Slacks.ACTIONS;
import static io.nightjar.notification.slack.Slacks.MESSAGE;
import static io.nightjar.notification.slack.Slacks.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Action;
import io.nightjar.notification.Message.Deed;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Fact.Form;
import io.nightjar.notification.Message.Status;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.slack.Posted.Button;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlackMessageTest {

  private static final MessageText EXPECTED = MessageText.format(
      "{}, to start by 00:15",
      MessageText.time("Thu 22 Jan 00:05 GMT", Instant.parse("2026-01-22T00:05:00Z")));

  private final SlackStandIn slack = SlackStandIn.start("#monitoring-prod", "#sync");
  private final SlackChannel channel = Slacks.channel(slack);

  @AfterEach
  void close() {
    slack.close();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatever_a_job_says_slack_accepts_it_and_it_calls_nobody(long seed) {
    slack.allowMentions(RandomText.MENTIONS.toArray(String[]::new));

    channel.deliver(delivery("#sync", null, new RandomText(seed).message()));

    assertThat(slack.messages("#sync")).hasSize(1);
    assertThat(slack.requests()).isEqualTo(1);
    // A mention of a job would be one that is allowed here, too: those are told from ours below.
    assertThat(slack.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void without_configured_mentions_nothing_that_a_job_says_is_one(long seed) {
    Message message = new RandomText(seed).message().louder(List.of());

    channel.deliver(delivery("#sync", null, message));

    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void ten_thousand_facts_are_one_message_that_says_how_many_it_does_not_show() {
    List<Fact> facts = IntStream.range(0, 10_000)
        .mapToObj(i -> new Fact("job" + i, "did not start <!channel> " + "x".repeat(500)))
        .toList();
    List<Action> actions = IntStream.range(0, 10_000)
        .mapToObj(i -> new Action(Deed.RERUN, "Re-run job" + i + "x".repeat(60), "job" + i))
        .toList();
    slack.allowMentions("<!here>");

    channel.deliver(delivery(
        "#sync",
        null,
        new Message(Status.FIRING, "h".repeat(400), facts, MESSAGE.links())
            .withActions(actions)
            .louder(java.util.Collections.nCopies(50, "<!here>"))));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(posted.asText())
        .containsPattern("\\*job0:\\* did not start")
        .containsPattern("\\+9,?9\\d\\d more")
        .contains("Runbook (https://runbooks.example/sync?a=1&b=2)");
    assertThat(posted.buttons()).hasSize(25);
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void a_long_excerpt_gives_way_before_the_command_that_runs_the_job_again() {
    String remedy =
        "curl -X POST -H \"Authorization: Bearer $NIGHTJAR_TOKEN\" https://nightjar.example/"
            + "x".repeat(250);
    List<Fact> facts = List.of(
        new Fact("Its last words", "<>&\n".repeat(500)),
        new Fact("What to do", remedy),
        new Fact("Owner", "@sync-team"));

    channel.deliver(
        delivery("#sync", null, new Message(Status.FIRING, "failed", facts, MESSAGE.links())));

    assertThat(slack.messages("#sync").get(0).asText())
        .contains("*What to do:* " + remedy + "\n*Owner:* @sync-team", "…");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void what_does_not_fit_is_counted_and_links_are_kept() {
    List<Fact> facts = IntStream.range(0, 30)
        .mapToObj(i -> new Fact("Fact " + i, "x".repeat(200)))
        .toList();
    Message message = new Message(Status.FIRING, "h".repeat(400), facts, MESSAGE.links());

    channel.deliver(delivery("#sync", null, message));

    assertThat(slack.messages("#sync").get(0).asText())
        .containsPattern("\\+\\d+ more")
        .contains("Runbook (https://runbooks.example/sync?a=1&b=2)");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void a_time_is_shown_in_the_zone_of_the_job_and_in_the_readers_own() {
    channel.deliver(delivery("#sync", null, message(new Fact("Expected", EXPECTED))));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(posted.asText()).contains("*Expected:* Thu 22 Jan 00:05 GMT, to start by 00:15\n");
    assertThat(posted.asSeenIn(ZoneId.of("America/New_York")))
        .contains("*Expected:* Thu 22 Jan 00:05 GMT / Jan 21, 2026 7:05 PM your time, to start by");
    assertThat(posted.text())
        .contains("Expected: <!date^1769040300^Thu 22 Jan 00:05 GMT / {date_short_pretty} {time}"
            + " your time|Thu 22 Jan 00:05 GMT>, to start by 00:15");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void what_a_job_writes_is_never_a_time() {
    String forged =
        "<!date^1769040300^noon / {date_short_pretty} {time} your time|noon> {} {\"times\":[]}";
    Fact fact = new Fact(forged, MessageText.format("{} at {}", forged, forged), Form.FIELD);

    channel.deliver(delivery(
        "#sync",
        null,
        new Message(Status.FIRING, forged, List.of(fact), List.of())
            .withFirst(new Fact("", forged))));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(posted.blocks().toString() + posted.text()).doesNotContain("<!date");
    assertThat(posted.asText()).contains(forged);
  }

  @Test
  void where_there_is_too_much_times_are_in_the_zone_of_the_job_alone() {
    List<Fact> nights =
        IntStream.range(0, 15).mapToObj(i -> new Fact("", EXPECTED)).toList();

    channel.deliver(delivery("#sync", null, message(nights.toArray(Fact[]::new))));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(posted.asText()).doesNotContain(" more");
    assertThat(posted.blocks().toString()).doesNotContain("<!date");
  }

  @Test
  void short_facts_stand_in_two_columns_above_the_others() {
    channel.deliver(delivery(
        "#sync",
        null,
        message(
            new Fact("What happened", "exit status 3"),
            Fact.field("Data as of", MessageText.of("no success recorded yet")),
            Fact.field("Owner", MessageText.of("@sync-team")))));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(posted.blocks().get(1).path("fields").size()).isEqualTo(2);
    assertThat(posted.asText())
        .contains("*Data as of:* no success recorded yet\n*Owner:* @sync-team\n*What happened:*");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void more_short_facts_than_slack_takes_go_on_as_lines() {
    List<Fact> facts = IntStream.range(0, 12)
        .mapToObj(i -> Fact.field("F" + i, MessageText.of("x")))
        .toList();

    channel.deliver(delivery("#sync", null, message(facts.toArray(Fact[]::new))));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(posted.blocks().get(1).path("fields").size()).isEqualTo(10);
    assertThat(posted.asText()).contains("*F10:* x\n*F11:* x");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void the_command_of_a_re_run_stands_only_where_no_button_does_it() {
    Message message = message(new Fact("Re-run", MessageText.of("curl"), Form.RERUN_COMMAND));

    channel.deliver(delivery("#sync", null, message.withActions(ACTIONS)));
    Slacks.channel(Slacks.settings(SlackStandIn.TOKEN, "#sync", slack.apiUrl()))
        .deliver(delivery("#sync", null, message.withActions(ACTIONS)));

    assertThat(slack.messages("#sync"))
        .extracting(posted -> posted.asText().contains("curl"))
        .containsExactly(false, true);
  }

  private static Message message(Fact... facts) {
    return new Message(Status.FIRING, "failed", List.of(facts), MESSAGE.links());
  }

  @Test
  void actions_are_buttons_and_what_does_something_asks_once_more() {
    channel.deliver(delivery("#sync", null, MESSAGE.withActions(ACTIONS)));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(posted.buttons())
        .containsExactly(
            new Button("Re-run", "nightjar_rerun_0", "personOwnerRebuildJob", true),
            new Button("Acknowledge", "nightjar_acknowledge_1", "7", false),
            new Button("Mute 24 h", "nightjar_mute_2", "7", true));
    assertThat(posted.asText()).endsWith("\n[Re-run] [Acknowledge] [Mute 24 h]");
    assertThat(posted.blocks().toString()).contains("This starts personOwnerRebuildJob now.");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void without_a_signing_secret_there_is_no_button_that_nobody_would_answer() {
    SlackChannel unsigned =
        Slacks.channel(Slacks.settings(SlackStandIn.TOKEN, "#sync", slack.apiUrl()));

    unsigned.deliver(delivery("#sync", null, MESSAGE.withActions(ACTIONS)));

    assertThat(slack.messages("#sync").get(0).buttons()).isEmpty();
  }

  @ParameterizedTest(name = "a target of {0} characters: {1} buttons")
  @CsvSource({"0, 0", "1, 1", "200, 1", "201, 0"})
  void a_target_is_never_cut(int length, int buttons) {
    channel.deliver(delivery(
        "#sync",
        null,
        MESSAGE.withActions(List.of(new Action(Deed.RERUN, "", "j".repeat(length))))));

    assertThat(slack.messages("#sync").get(0).buttons()).hasSize(buttons);
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void whom_it_calls_stands_at_the_top_in_the_preview_too() {
    slack.allowMentions("<!subteam^S1>", "<@U1>");

    channel.deliver(
        delivery("#sync", null, MESSAGE.louder(List.of("<!subteam^S1>", " <@U1> ", "@sync-team"))));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(posted.asText())
        .startsWith("<!subteam^S1> <@U1> @sync-team\n🔴 personOwnerRebuildJob did not start");
    assertThat(posted.text()).startsWith("<!subteam^S1> <@U1> @sync-team 🔴 personOwnerRebuildJob");
    assertThat(slack.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<!here>, <!here>",
    "<!channel>, <!channel>",
    "<!everyone>, <!everyone>",
    "<@U024BE7LH>, <@U024BE7LH>",
    "<@W024BE7LH>, <@W024BE7LH>",
    "<!subteam^SAZ94GDB8>, <!subteam^SAZ94GDB8>",
    "<!subteam^SAZ94GDB8|@night-team>, <!subteam^SAZ94GDB8|@night-team>",
    "<!date^1|x>, &lt;!date^1|x&gt;",
    "<https://evil.example|Runbook>, &lt;https://evil.example|Runbook&gt;",
    "<@U1><!here>, &lt;@U1&gt;&lt;!here&gt;",
    "<!here> all, &lt;!here&gt; all",
    "@here, @\u2060here",
    "@sync-team, @sync-team"
  })
  void only_slacks_own_words_for_a_mention_call(String mention, String shown) {
    assertThat(SlackMentions.of(List.of(mention))).isEqualTo(shown);
  }
}
