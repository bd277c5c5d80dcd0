package io.nightjar.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.dispatch.Post;
import io.nightjar.notification.outbox.OutboxEntry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The first message of a thread says what is, not what was. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class EditTest {

  @Parameter
  Databases databases;

  private Post post;

  @BeforeEach
  void setUp() {
    post = new Post(
        databases,
        Map.of(),
        new ScriptedChannel("slack").editable(),
        new ScriptedChannel("mail", false));
  }

  @AfterEach
  void tearDown() {
    post.close();
  }

  @Test
  void the_first_message_says_how_it_ended() {
    Incident incident = opened("job");
    post.after("1S");
    resolve(incident);
    post.after("1S");

    assertThat(post.slack.edits()).singleElement().satisfies(edit -> {
      assertThat(edit.notification()).isEqualTo(incident.thread());
      assertThat(edit.destination()).isEqualTo("id-of-#sync");
      assertThat(edit.message().status()).isEqualTo(Message.Status.RESOLVED);
      assertThat(edit.message().headline())
          .isEqualTo(
              "[prod] job: marked as resolved by alice, Thu 22 Jan 00:10 UTC (did not start)");
      assertThat(edit.message().actions()).isEmpty();
    });
    post.after("10M");
    assertThat(post.slack.edits()).hasSize(1);
  }

  @Test
  void one_that_tells_of_several_counts_what_is_left() {
    Incident one = opened("one");
    Incident two = opened("two");
    Incident three = opened("three");
    post.after("1S");
    resolve(one);
    resolve(three);
    post.after("1S");

    Message message = post.slack.edits().get(0).message();
    assertThat(message.status()).isEqualTo(Message.Status.FIRING);
    assertThat(PlainTextRenderer.of(message))
        .contains("Now: over: 2 of 3; still open: two")
        .contains("• over: one did not start")
        .contains("• two did not start");

    resolve(two);
    post.after("1S");
    assertThat(post.slack.edits()).hasSize(2);
    assertThat(post.slack.edits().get(1).message().status()).isEqualTo(Message.Status.RESOLVED);
    assertThat(PlainTextRenderer.of(post.slack.edits().get(1).message()))
        .contains("Now: all are over");
  }

  @Test
  void while_another_problem_has_taken_its_place_the_first_message_shows_that_one_red() {
    Incident overdue = post.open("job", IncidentKind.OVERDUE);
    post.add(post.opened(overdue, "#sync"));
    post.after("1S");
    Incident failed = replace(overdue);
    post.after("1S");

    assertThat(post.slack.edits()).singleElement().satisfies(edit -> {
      assertThat(edit.message().status()).isEqualTo(Message.Status.FIRING);
      assertThat(edit.message().headline()).isEqualTo("[prod] job was killed");
      assertThat(edit.message().actions()).isNotEmpty();
    });
    resolve(failed);
    post.after("1S");
    assertThat(post.slack.edits().get(1).message().headline())
        .isEqualTo("[prod] job: marked as resolved by alice, Thu 22 Jan 00:10 UTC (had failed)");
    assertThat(post.slack.edits().get(1).message().status()).isEqualTo(Message.Status.RESOLVED);
  }

  private Incident replace(Incident before) {
    Incident next = IncidentFixture.of(
        "job",
        IncidentKind.FAILED,
        before.occurrence(),
        post.now,
        before.thread(),
        Incident.Evidence.NONE);
    return java.util.Objects.requireNonNull(post.database.transactions().execute(status -> {
      IncidentFixture.resolve(post.incidents(), before.id(), Resolution.REPLACED, null, post.now);
      Incident opened =
          IncidentFixture.open(post.incidents(), java.util.List.of(next)).get(0);
      post.outbox()
          .add(java.util.List.of(post.turn(
              opened, "#sync", "opened", "was killed", Message.Status.FIRING, before.thread())));
      return opened;
    }));
  }

  @Test
  void one_that_is_about_no_incident_shows_the_end_that_was_told_in_its_thread() {
    Notification stuck = alone("slack #x takes no messages", Message.Status.FIRING, "opened", null);
    post.add(stuck);
    post.after("1S");
    post.add(
        alone("slack #x takes messages again", Message.Status.RESOLVED, "resolved", stuck.id()));
    post.after("1S");

    assertThat(post.slack.edits()).singleElement().satisfies(edit -> {
      assertThat(edit.notification()).isEqualTo(stuck.id());
      assertThat(edit.message().status()).isEqualTo(Message.Status.RESOLVED);
      assertThat(edit.message().headline()).isEqualTo("slack #x takes messages again");
    });
  }

  private Notification alone(
      String headline,
      Message.Status status,
      String transition,
      java.util.@org.jspecify.annotations.Nullable UUID thread) {
    return new Notification(
        java.util.UUID.randomUUID(),
        null,
        transition,
        new Destination("slack", "#sync"),
        thread,
        new Message(status, headline, java.util.List.of(), java.util.List.of()),
        post.now);
  }

  @Test
  void what_is_owed_goes_before_what_is_changed() {
    Incident incident = opened("job");
    post.after("1S");
    resolve(incident);
    post.slack.onEdit(delivery -> {
      assertThat(post.slack.delivered()).hasSize(2);
      return new DeliveryReceipt("", "");
    });
    post.after("1S");

    assertThat(post.slack.edits()).hasSize(1);
  }

  @Test
  void a_change_that_fails_for_now_is_tried_again() {
    Incident incident = opened("job");
    post.after("1S");
    resolve(incident);
    post.slack.onEdit(delivery -> {
      throw new DeliveryException(Kind.TRANSIENT, "down", null);
    });
    post.after("1S");
    post.slack.onEdit(delivery -> new DeliveryReceipt("", ""));
    post.after("1S");

    assertThat(post.slack.edits()).hasSize(1);
  }

  @Test
  void a_change_that_is_refused_is_given_up_and_holds_nothing_back() {
    Incident incident = opened("job");
    post.after("1S");
    resolve(incident);
    post.slack.onEdit(delivery -> {
      throw new DeliveryException(Kind.PERMANENT, "edit_window_closed", null);
    });
    post.after("1S");
    opened("other");
    post.after("1S");

    assertThat(post.slack.edits()).isEmpty();
    assertThat(post.slack.headlines()).hasSize(3).last().isEqualTo("[prod] other did not start");
  }

  @Test
  void proof_of_delivery_has_an_address() {
    Incident incident = opened("job");
    post.after("1S");

    OutboxEntry.Proof proof = post.outbox().find(incident.id()).get(0).proof();
    assertThat(proof).isNotNull();
    assertThat(proof.permalink()).isEqualTo("https://slack.example/ts-1");
  }

  private Incident opened(String job) {
    Incident incident = post.open(job, IncidentKind.NOT_STARTED);
    post.add(post.opened(incident, "#sync"));
    return incident;
  }

  private void resolve(Incident incident) {
    post.database.transactions().executeWithoutResult(status -> {
      IncidentFixture.resolve(
          post.incidents(), incident.id(), Resolution.MANUAL, "alice", post.now);
      post.outbox().add(java.util.List.of(post.resolved(incident, "#sync")));
    });
  }
}
