package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.NotificationRowMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a place is waited for that another process serves, or that a clock ahead of the others has put off. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class DestinationWaitTest {

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
  void what_a_clock_that_was_ahead_put_off_is_not_waited_for() {
    post.add(post.opened(post.open("poison", IncidentKind.FAILED), "#sync"));
    opened("other");
    post.now = post.now.plus(Duration.ofHours(1));
    post.slack.always(fail(Kind.TRANSIENT, Duration.ofMinutes(50)));
    post.after("1S");
    post.now = Post.START.plusSeconds(3);
    post.slack.always(null);
    post.after("1S");

    assertThat(post.slack.headlines()).hasSize(1);
  }

  @Test
  void what_a_clock_that_was_ahead_refused_is_not_waited_for() {
    Notification poison = post.opened(post.open("poison", IncidentKind.FAILED), "#sync");
    post.add(poison);
    post.now = post.now.plus(Duration.ofHours(1));
    post.slack.always(refusing("poison"));
    post.after("1S");
    post.now = Post.START.plusSeconds(3);
    post.slack.always(null);
    post.after("1S");

    assertThat(post.entry(poison).isSent()).isTrue();
  }

  @Test
  void a_lease_of_a_clock_that_was_ahead_ends_at_once() {
    opened("job");
    lease(Post.START.plus(Duration.ofHours(1)));
    post.after("1S");

    assertThat(post.slack.headlines()).hasSize(1);
  }

  @Test
  void an_error_that_ends_the_pass_leaves_no_lease_that_is_waited_for() {
    opened("job");
    post.slack.next(delivery -> {
      throw new StackOverflowError("a fault of ours");
    });
    assertThatThrownBy(() -> post.after("1S")).isInstanceOf(StackOverflowError.class);
    post.after("0.1S");

    assertThat(post.slack.headlines()).hasSize(1);
  }

  @Test
  void a_lease_of_another_process_is_waited_for() {
    opened("job");
    lease(Post.START.plusSeconds(30));
    post.after("29S");
    assertThat(post.slack.headlines()).isEmpty();
    post.after("1S");

    assertThat(post.slack.headlines()).hasSize(1);
  }

  @Test
  void an_error_while_one_place_is_served_holds_up_no_other_and_is_said() {
    post.add(post.opened(post.open("job", IncidentKind.NOT_STARTED), "#broken"));
    opened("other");
    post.slack.always(delivery -> {
      // Asked for once it is delivered: nothing that the channel is to answer for.
      post.slack.paced(delivery.destination().equals("#broken") ? null : Duration.ZERO);
      return post.slack.accept(delivery);
    });
    post.after("1S");

    assertThat(post.slack.headlines()).contains("[prod] other did not start");
    assertThat(post.outbox().pending(post.now).count()).isEqualTo(1);
    post.slack.always(null);
    post.slack.paced(Duration.ZERO);
    post.after("1S");
    assertThat(post.outbox().pending(post.now).count()).isZero();
  }

  private void lease(Instant until) {
    post.database
        .jdbc()
        .sql(
            "INSERT INTO destination (channel, destination, next_attempt_at, leased_by, lease_until)"
                + " VALUES ('slack', '#sync', ?, ?, ?)")
        .param(NotificationRowMapper.utc(Post.START))
        .param(java.util.UUID.randomUUID())
        .param(NotificationRowMapper.utc(until))
        .update();
  }

  private Function<Delivery, DeliveryReceipt> refusing(String word) {
    return delivery -> {
      if (delivery.message().headline().contains(word)) {
        throw new DeliveryException(Kind.CONTENT, "scripted CONTENT", null);
      }
      return post.slack.accept(delivery);
    };
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
