package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Notifications;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.notification.outbox.OutboxBacklog;
import io.nightjar.notification.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when a channel does not take a message. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class RetryTest {

  @Parameter
  Databases databases;

  private Post post;

  @BeforeEach
  void setUp() {
    post = new Post(databases);
  }

  @AfterEach
  void tearDown() {
    post.close();
  }

  @Test
  void failures_are_recorded_and_retried_later_and_later_up_to_half_a_minute() {
    Notification opened = opened("job");
    post.slack.always(fail(Kind.TRANSIENT, null));
    post.now = post.now.plusSeconds(1);

    for (int i = 0; i < 8; i++) {
      assertThat(post.step()).isTrue();
      Instant due = Objects.requireNonNull(post.nextDue());
      Duration longest = Duration.ofSeconds(Math.min(1L << i, 30));
      assertThat(Duration.between(post.now, due))
          .isBetween(longest.multipliedBy(3).dividedBy(4), longest);
      post.now = due;
    }

    OutboxEntry entry = post.entry(opened);
    assertThat(entry.isSent()).isFalse();
    assertThat(entry.attempts().count()).isEqualTo(8);
    assertThat(entry.attempts().lastError()).isEqualTo("scripted TRANSIENT");
    assertThat(post.outbox().pending(post.now).refused()).isZero();
  }

  @Test
  void what_is_refused_stays_owed_and_is_retried_at_least_every_five_minutes() {
    opened("job");
    post.slack.always(fail(Kind.PERMANENT, null));
    post.pass(Duration.ofMinutes(30));

    assertThat(post.outbox().pending(post.now).refused()).isEqualTo(1);
    assertThat(post.slack.attempts()).hasSizeBetween(10, 20);
    post.slack.always(null);
    post.after("300S");

    assertThat(post.slack.delivered()).hasSize(1);
    assertThat(post.outbox().pending(post.now))
        .isEqualTo(new OutboxBacklog(0, 0, null, Duration.ZERO));
    assertThat(post.stuck()).isEmpty();
  }

  @Test
  void a_refused_message_does_not_hold_back_another() {
    Notification digest = new Notification(
        java.util.UUID.randomUUID(),
        null,
        "digest",
        new Destination("slack", "#sync"),
        null,
        Notifications.message("poison"),
        post.now);
    post.add(digest);
    opened("job");
    post.slack.always(delivery -> {
      if (delivery.message().headline().equals("poison")) {
        throw new DeliveryException(Kind.PERMANENT, "scripted", null);
      }
      return post.slack.accept(delivery);
    });
    post.after("1S");
    post.after("1S");

    assertThat(post.slack.headlines()).containsExactly("[prod] job did not start");
  }

  @Test
  void a_message_refused_for_its_content_waits_alone() {
    Incident poisoned = post.open("poison", IncidentKind.FAILED);
    post.add(post.opened(poisoned, "#sync"));
    post.slack.always(refusing("poison"));
    post.after("1S");
    for (int i = 0; i < 8; i++) {
      opened("job-" + i);
    }
    post.after("1S");

    assertThat(post.slack.headlines()).containsExactly("[prod] 8 jobs did not start");
    assertThat(post.outbox().pending(post.now))
        .isEqualTo(new OutboxBacklog(1, 1, Post.START, Duration.ofSeconds(2)));
    assertThat(post.stuck()).singleElement().satisfies(stuck -> {
      assertThat(stuck.subject()).isEqualTo("a message to slack #sync");
      assertThat(stuck.error()).isEqualTo("scripted CONTENT");
    });
    int tried = post.slack.attempts().size();
    post.pass(Duration.ofMinutes(4));
    assertThat(post.slack.attempts()).hasSizeBetween(tried, tried + 1);
    post.pass(Duration.ofMinutes(30));
    assertThat(post.slack.attempts()).hasSizeBetween(tried + 6, tried + 8);
  }

  @Test
  void what_was_refused_for_its_content_is_tried_again_right_after_the_next_success() {
    Incident poisoned = post.open("poison", IncidentKind.FAILED);
    post.add(post.opened(poisoned, "#sync"));
    post.slack.always(refusing("poison"));
    post.after("1S");
    post.slack.always(null);
    opened("job");
    post.after("2S");

    assertThat(post.slack.headlines())
        .containsExactly("[prod] job did not start", "[prod] poison did not start");
    assertThat(post.outbox().pending(post.now).refused()).isZero();
    assertThat(post.stuck()).isEmpty();
  }

  @Test
  void what_follows_a_refused_message_of_the_same_incident_tells_it_as_well() {
    Incident poisoned = post.open("poison", IncidentKind.FAILED);
    post.add(post.opened(poisoned, "#sync"));
    post.slack.always(refusing("did not start"));
    post.after("1S");
    post.add(post.resolved(poisoned, "#sync"));
    post.after("1S");
    post.after("10M");

    assertThat(post.slack.headlines()).containsExactly("[prod] poison is done");
    assertThat(PlainTextRenderer.of(post.slack.delivered().get(0).message()))
        .contains("Before that: Thu 22 Jan 00:10 UTC: poison did not start");
    assertThat(post.outbox().pending(post.now).count()).isZero();
  }

  @Test
  void a_message_refused_for_its_content_whose_first_attempt_was_unclear_holds_nobody_back() {
    Notification poison = post.opened(post.open("poison", IncidentKind.FAILED), "#sync");
    post.add(poison);
    post.slack.next(fail(Kind.UNCLEAR, null));
    post.after("1S");
    post.slack.always(refusing("poison"));
    post.after("1S");
    opened("job");
    post.after("1S");

    assertThat(post.slack.headlines()).containsExactly("[prod] job did not start");
    assertThat(post.entry(poison).isSent()).isFalse();
  }

  @Test
  @Provokes(Fault.W18)
  void a_kind_that_only_a_newer_version_knows_is_told_and_holds_nothing_back() {
    Notification unknown = post.opened(post.open("newer", IncidentKind.FAILED), "#sync");
    post.add(unknown);
    opened("job");
    post.database
        .jdbc()
        .sql("UPDATE notification SET kind = 'on_fire', transition = 'burning' WHERE id = ?")
        .param(unknown.id())
        .update();
    post.after("1S");

    assertThat(post.entry(unknown).isSent()).isTrue();
    assertThat(post.slack.headlines())
        .containsExactly("[prod] 2 jobs: 1 in trouble, 1 did not start");
    FaultBook.room(Fault.W18)
        .so(
            "a message about an unknown kind of incident is delivered, and so are the messages after it");
  }

  private Function<Delivery, DeliveryReceipt> refusing(String word) {
    return delivery -> {
      if (delivery.message().headline().contains(word)) {
        throw new DeliveryException(Kind.CONTENT, "scripted CONTENT", null);
      }
      return post.slack.accept(delivery);
    };
  }

  @Test
  void what_a_channel_asks_is_obeyed_for_the_whole_place_and_after_a_restart() {
    opened("job");
    post.add(post.opened(post.open("other", IncidentKind.NOT_STARTED), "#other"));
    post.slack.always(delivery -> {
      if (delivery.destination().equals("#sync")) {
        throw new DeliveryException(Kind.TRANSIENT, "slow down", Duration.ofSeconds(30));
      }
      return post.slack.accept(delivery);
    });
    post.after("1S");
    post.slack.always(null);
    opened("later");
    post.restart();
    post.after("29.999S");
    assertThat(post.slack.headlines()).containsExactly("[prod] other did not start");
    post.after("0.001S");

    assertThat(post.slack.headlines())
        .containsExactly("[prod] other did not start", "[prod] 2 jobs did not start");
  }

  @Test
  void a_channel_that_breaks_is_an_unclear_failure_like_any_other() {
    Notification opened = opened("job");
    post.slack.next(delivery -> {
      throw new NoClassDefFoundError("com/slack/api/Slack with secret xoxb-1");
    });
    post.after("1S");

    assertThat(post.entry(opened).attempts().lastError())
        .isEqualTo("the channel broke: java.lang.NoClassDefFoundError");
    post.after("1S");
    assertThat(post.slack.delivered()).hasSize(1);
  }

  @Test
  void an_unknown_kind_of_channel_is_refused() {
    Notification opened = opened("job");
    post.database.jdbc().sql("UPDATE notification SET channel = 'pigeon'").update();
    post.after("1S");

    assertThat(post.entry(opened).attempts().lastError())
        .contains("no alert channel of kind 'pigeon'");
  }

  @Test
  void errors_are_bounded() {
    Notification opened = opened("job");
    post.slack.next(delivery -> {
      throw new DeliveryException(Kind.TRANSIENT, "x\u0000\n" + "\uD83D\uDD34".repeat(1000), null);
    });
    post.after("1S");

    assertThat(post.entry(opened).attempts().lastError())
        .hasSizeBetween(490, 500)
        .startsWith("x \uD83D\uDD34")
        .endsWith("\uD83D\uDD34…");
  }

  private Notification opened(String job) {
    Notification opened = post.opened(post.open(job, IncidentKind.NOT_STARTED), "#sync");
    post.add(opened);
    return opened;
  }

  private static Function<Delivery, DeliveryReceipt> fail(
      Kind kind, @Nullable Duration retryAfter) {
    return delivery -> {
      throw new DeliveryException(kind, "scripted " + kind, retryAfter);
    };
  }
}
