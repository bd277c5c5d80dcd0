package io.nightjar.web.slack;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Evidence;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.mute.Mute;
import io.nightjar.incident.mute.MuteCalendar;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.WebFixture.RecordedReplies;
import io.nightjar.web.problem.WebFixture.RecordedWakeUps;
import io.nightjar.web.problem.WebTest;
import io.nightjar.web.security.SlackUsers.SlackUser;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do from Slack. */
@WebTest
class SlackCommandsTest {

  @Autowired
  private ApiClient api;

  @Autowired
  private RecordedReplies replies;

  @Autowired
  private RecordedWakeUps wakeUps;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private IncidentRepository incidents;

  @Autowired
  private MuteCalendar mutes;

  @Autowired
  private Outbox outbox;

  @Autowired
  private TransactionTemplate transaction;

  @Autowired
  private JdbcClient jdbc;

  @Autowired
  private SlackCommands deeds;

  private SignedSlackRequests slack;

  @BeforeEach
  void setUp() {
    slack = new SignedSlackRequests(api, START);
  }

  /** An incident that was told, with its first message in the outbox. */
  private Incident told(String job) {
    return Objects.requireNonNull(transaction.execute(status -> {
      Incident incident = IncidentFixture.open(
              incidents,
              List.of(IncidentFixture.of(
                  job, IncidentKind.FAILED, START, START, UUID.randomUUID(), Evidence.NONE)))
          .get(0);
      outbox.add(List.of(new Notification(
          incident.thread(),
          Notification.About.of(incident),
          "opened",
          new Destination("slack", "#sync"),
          null,
          new Message(Message.Status.FIRING, job + " failed", List.of(), List.of()),
          START)));
      return incident;
    }));
  }

  private String press(String user, String action, String value) {
    return press(user, action, value, slack.fresh());
  }

  private String press(String user, String action, String value, String moment) {
    assertThat(slack.button(user, action, value, moment).status()).isEqualTo(200);
    return replies.next();
  }

  private String type(String text) {
    assertThat(slack.command("U0ALICE", text, UUID.randomUUID().toString()).status())
        .isEqualTo(200);
    return replies.next();
  }

  private Incident now(Incident incident) {
    return incidents.find(incident.id()).orElseThrow();
  }

  @Test
  void a_job_is_run_again_once_however_often_slack_says_so() {
    String once = slack.fresh();
    String reply = press("U0ALICE", "nightjar_rerun", "here", once);
    assertThat(slack.button("U0ALICE", "nightjar_rerun", "here", once).status()).isEqualTo(200);

    List<Run> made = runs.history("here", null, 10);
    assertThat(made).singleElement().satisfies(run -> {
      assertThat(run.request().by()).isEqualTo("alice");
      assertThat(reply).contains("here is re-run, as run " + run.id());
      assertThat(wakeUps.woken()).containsExactly(run.id());
    });
    assertThat(press("U0ALICE", "nightjar_rerun", "here")).contains("is already running");
  }

  @Test
  void a_button_of_what_is_over_by_now_starts_nothing() {
    Incident incident = told("here");
    String button = "here#" + incident.id();
    transaction.executeWithoutResult(status -> IncidentFixture.resolve(
        incidents, incident.id(), io.nightjar.incident.Resolution.LATE_RUN, null, START));

    assertThat(press("U0ALICE", "nightjar_rerun", button))
        .contains("This problem of here has ended, so nothing was started");
    assertThat(runs.history("here", null, 10)).isEmpty();
    assertThat(press("U0ALICE", "nightjar_rerun", "here#" + told("here").id()))
        .contains("here is re-run");
  }

  @Test
  void another_instance_that_gets_the_same_request_does_nothing_twice() {
    SlackUser alice = new SlackUser("alice", "operator", true);
    SlackRequest rerun = new SlackRequest("U0ALICE", "rerun", List.of("here"), "", slack.fresh());
    SlackRequest mute =
        new SlackRequest("U0ALICE", "mute", List.of("here", "2h"), "", slack.fresh());

    assertThat(deeds.perform(rerun, alice)).isEqualTo(deeds.perform(rerun, alice));
    assertThat(deeds.perform(mute, alice)).isEqualTo(deeds.perform(mute, alice));

    assertThat(runs.history("here", null, 10)).hasSize(1);
    assertThat(mutes.history(10)).hasSize(1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rerun elsewhere   | runs elsewhere",
        "rerun hree        | There is no job \"hree\". Did you mean here?",
        "rerun nightly     | There is no job \"nightly\". Nothing was done; use the job",
        "rerun             | Nightjar understands",
        "rerun here now    | Nightjar understands",
        "ack 7777777       | no open problem with the number",
        "ack here          | no open problem with the number",
        "mute hree 2h      | There is no job \"hree\". Did you mean here?",
        "mute here 2       | write 30m, 2h or 1d",
        "mute here 2h now  | Nightjar understands",
        "mute here 40d     | at most 31 days",
        "mute here 0h      | a mute ends after it begins",
        "sudo rm           | Nightjar understands",
        "''                | Nightjar understands",
      })
  void what_cannot_be_done_is_said(String text, String reply) {
    assertThat(type(text.replace("''", ""))).contains(reply);
  }

  @Test
  void somebody_looks_after_an_incident_and_says_it_once() {
    Incident incident = told("here");
    String number = String.valueOf(incident.id());

    assertThat(press("U0ALICE", "nightjar_acknowledge", number))
        .contains("You have acknowledged here.");
    press("U0ALICE", "nightjar_acknowledge", number);
    type("ack " + number);

    assertThat(now(incident).acknowledgement().by()).isEqualTo("alice");
    assertThat(outbox.find(incident.id()))
        .filteredOn(it -> it.notification().transition().equals("acknowledged"))
        .hasSize(1);
  }

  @Test
  void a_request_that_is_sent_again_does_not_take_it_from_somebody_else() {
    Incident incident = told("here");
    String number = String.valueOf(incident.id());
    String once = slack.fresh();
    press("U0ALICE", "nightjar_acknowledge", number, once);
    press("U0BOB", "nightjar_acknowledge", number);
    slack.button("U0ALICE", "nightjar_acknowledge", number, once);
    type("status");

    assertThat(now(incident).acknowledgement().by()).isEqualTo("bob");
  }

  @Test
  void a_button_mutes_the_job_of_an_incident_for_a_day() {
    Incident incident = told("here");
    String number = String.valueOf(incident.id());

    assertThat(press("U0ALICE", "nightjar_mute", number))
        .contains("here muted until Fri 23 Jan 00:10 UTC");

    Mute mute = mutes.history(10).get(0);
    assertThat(mute.jobs()).containsExactly("here");
    assertThat(mute.author()).isEqualTo("alice");
    assertThat(mute.to()).isEqualTo(START.plus(Duration.ofHours(24)));
  }

  @Test
  void a_command_mutes_for_as_long_as_it_says() {
    type("mute early 90m");

    assertThat(mutes.history(10))
        .singleElement()
        .satisfies(mute -> assertThat(mute.to()).isEqualTo(START.plus(Duration.ofMinutes(90))));
  }

  @Test
  void what_nightjar_says_of_itself_cannot_be_muted() {
    Incident own = IncidentFixture.open(
            incidents,
            List.of(IncidentFixture.ofNightjar(
                IncidentKind.UNDELIVERABLE, "slack #sync", null, START, UUID.randomUUID())))
        .get(0);

    assertThat(press("U0ALICE", "nightjar_mute", String.valueOf(own.id())))
        .contains("cannot be muted");
    assertThat(mutes.history(10)).isEmpty();
  }

  @Test
  void a_button_below_several_means_all_of_them() {
    Incident first = told("here");
    Incident second = told("elsewhere");
    String message = "message:" + first.thread();
    carryTogether(first.thread(), second.thread());

    assertThat(press("U0ALICE", "nightjar_acknowledge", message))
        .contains("You have acknowledged here, elsewhere.");
    assertThat(press("U0ALICE", "nightjar_mute", message)).contains("muted until");
    assertThat(mutes.history(10).get(0).jobs()).isEqualTo(Set.of("here", "elsewhere"));
    assertThat(press("U0ALICE", "nightjar_rerun", message))
        .contains("here is re-run")
        .doesNotContain("elsewhere");
    assertThat(press("U0ALICE", "nightjar_acknowledge", "message:" + UUID.randomUUID()))
        .contains("no longer knows");
  }

  private void carryTogether(UUID carrier, UUID... others) {
    for (UUID other : others) {
      jdbc.sql("UPDATE notification SET message_id = ? WHERE id IN (?, ?)")
          .params(carrier, carrier, other)
          .update();
    }
  }

  @Test
  void the_status_says_what_is_not_put_right_and_who_looks_after_it() {
    Incident incident = told("here");
    told("elsewhere");
    press("U0BOB", "nightjar_acknowledge", String.valueOf(incident.id()));
    type("mute early 2h");

    assertThat(type("status"))
        .contains("[test] 4 jobs are watched; 2 open incidents:")
        .contains("#" + incident.id() + " here failed (Thu 22 Jan 00:10 UTC); acknowledged by bob"
            + " until Thu 22 Jan 12:10 UTC")
        .contains("elsewhere failed (Thu 22 Jan 00:10 UTC); not acknowledged")
        .contains("Muted until Thu 22 Jan 02:10 UTC by alice: early (requested from Slack)");
  }
}
