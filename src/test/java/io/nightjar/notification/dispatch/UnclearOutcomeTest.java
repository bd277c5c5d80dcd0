package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Notification;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.notification.outbox.OutboxEntry;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that may have arrived is looked for before it is repeated. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class UnclearOutcomeTest {

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
  void one_that_is_found_is_not_repeated() {
    Notification opened = opened("job");
    post.slack.next(fail(Kind.UNCLEAR));
    post.after("1S");
    post.slack.onSearch(delivery -> DeliveryLookup.found(new DeliveryReceipt("ts-9", "C9")));
    post.after("1S");

    assertThat(post.slack.searches())
        .extracting(Delivery::notification)
        .containsExactly(opened.id());
    assertThat(post.slack.attempts()).hasSize(1);
    OutboxEntry.Proof proof = post.entry(opened).proof();
    assertThat(proof).isNotNull();
    assertThat(proof.reference()).isEqualTo("ts-9");
  }

  @Test
  void one_is_looked_for_where_the_channel_has_put_the_last_one() {
    opened("first");
    post.after("1S");
    opened("job");
    post.slack.next(fail(Kind.UNCLEAR));
    post.after("1S");
    post.after("1S");

    assertThat(post.slack.searches())
        .extracting(Delivery::destination)
        .containsExactly("id-of-#sync");
    assertThat(post.slack.delivered().get(1).destination()).isEqualTo("#sync");
  }

  @Test
  void one_that_is_not_there_is_sent_again_without_a_mark() {
    opened("job");
    post.slack.next(fail(Kind.UNCLEAR));
    post.after("1S");
    post.slack.onSearch(delivery -> DeliveryLookup.ABSENT);
    post.after("1S");

    assertThat(post.slack.delivered())
        .singleElement()
        .satisfies(delivery ->
            assertThat(PlainTextRenderer.of(delivery.message())).doesNotContain("repeat"));
  }

  @Test
  void one_that_cannot_be_looked_for_is_repeated_and_says_so() {
    opened("job");
    post.slack.next(fail(Kind.UNCLEAR), fail(Kind.TRANSIENT));
    post.after("1S");
    post.after("1S");
    post.after("2S");

    assertThat(post.slack.delivered())
        .singleElement()
        .satisfies(delivery ->
            assertThat(delivery.message().facts().get(0).text()).contains("may be a repeat"));
  }

  @Test
  void while_the_channel_cannot_answer_nothing_is_repeated() {
    opened("job");
    post.slack.next(fail(Kind.UNCLEAR));
    post.after("1S");
    post.slack.onSearch(delivery -> {
      throw new DeliveryException(Kind.TRANSIENT, "down", null);
    });
    post.after("30S");
    post.after("30S");

    assertThat(post.slack.attempts()).hasSize(1);
    post.slack.onSearch(delivery -> DeliveryLookup.found(new DeliveryReceipt("ts-9", "C9")));
    post.after("30S");
    assertThat(post.slack.attempts()).hasSize(1);
    assertThat(post.outbox().pending(post.now).count()).isZero();
  }

  @Test
  void what_was_added_meanwhile_is_not_taken_for_delivered() {
    opened("job");
    post.slack.next(fail(Kind.UNCLEAR));
    post.after("1S");
    Notification later = opened("later");
    post.slack.onSearch(delivery -> DeliveryLookup.found(new DeliveryReceipt("ts-9", "C9")));
    post.after("1S");

    assertThat(post.slack.headlines()).containsExactly("[prod] later did not start");
    assertThat(post.entry(later).isSent()).isTrue();
  }

  @Test
  void a_process_killed_between_send_and_mark_leaves_a_lease_and_the_next_one_looks() {
    Notification opened = opened("job");
    post.slack.next(delivery -> {
      post.slack.accept(delivery);
      throw new Killed();
    });
    assertThatThrownBy(() -> post.after("1S")).isInstanceOf(Killed.class);
    post.restart();
    post.slack.onSearch(delivery -> DeliveryLookup.found(new DeliveryReceipt("ts-1", "C1")));
    post.after("59S");
    assertThat(post.slack.searches()).isEmpty();
    post.after("1S");

    assertThat(post.slack.delivered()).hasSize(1);
    assertThat(post.entry(opened).isSent()).isTrue();
  }

  @Test
  void a_process_killed_before_the_send_loses_nothing() {
    opened("job");
    post.slack.next(delivery -> {
      throw new Killed();
    });
    assertThatThrownBy(() -> post.after("1S")).isInstanceOf(Killed.class);
    post.restart();
    post.slack.onSearch(delivery -> DeliveryLookup.ABSENT);
    post.after("60S");

    assertThat(post.slack.headlines()).containsExactly("[prod] job did not start");
  }

  @Test
  void while_one_sends_another_leaves_the_place_alone() {
    opened("job");
    Dispatcher other = post.newDispatcher();
    post.slack.next(delivery -> {
      assertThat(other.step(post.now)).isFalse();
      return post.slack.accept(delivery);
    });
    post.after("1S");

    assertThat(post.slack.delivered()).hasSize(1);
  }

  @Test
  void a_process_that_was_suspended_for_longer_than_its_lease_sends_nothing() {
    opened("job");
    Dispatcher other = post.newDispatcher();
    post.slack.next(fail(Kind.UNCLEAR));
    post.after("1S");
    // Asked for the earlier attempt, it sleeps; meanwhile the other takes over.
    post.slack.onSearch(delivery -> {
      post.slack.onSearch(again -> DeliveryLookup.ABSENT);
      other.step(post.now.plusSeconds(61));
      return DeliveryLookup.ABSENT;
    });
    post.after("1S");

    assertThat(post.slack.delivered()).hasSize(1);
    assertThat(post.outbox().pending(post.now).count()).isZero();
  }

  private Notification opened(String job) {
    Notification opened = post.opened(post.open(job, IncidentKind.NOT_STARTED), "#sync");
    post.add(opened);
    return opened;
  }

  private static Function<Delivery, DeliveryReceipt> fail(Kind kind) {
    return delivery -> {
      throw new DeliveryException(kind, "scripted " + kind, null);
    };
  }

  /** Stands for the end of the process: nothing of ours may catch it. */
  private static final class Killed extends Error {}
}
