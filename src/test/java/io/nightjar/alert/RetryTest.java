package io.nightjar.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.alert.DeliveryException.Kind;
import io.nightjar.incident.IncidentKind;
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
@EnumSource(Databases.class)
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
    assertThat(post.outbox().pending(post.now)).isEqualTo(new Pending(0, 0, null, Duration.ZERO));
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

  private static Function<Delivery, Receipt> fail(Kind kind, @Nullable Duration retryAfter) {
    return delivery -> {
      throw new DeliveryException(kind, "scripted " + kind, retryAfter);
    };
  }
}
