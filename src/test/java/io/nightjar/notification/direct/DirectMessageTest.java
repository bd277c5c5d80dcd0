package io.nightjar.notification.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.IncidentRef;
import io.nightjar.notification.Message;
import io.nightjar.notification.PlainTextRenderer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectMessageTest {

  private static final Instant NOW = Instant.parse("2026-01-22T02:10:00Z");

  private final RecordingChannel slack = new RecordingChannel("slack", true);
  private final RecordingChannel hook = new RecordingChannel("webhook", true);
  private final RecordingChannel unset = new RecordingChannel("email", false);
  private final DirectMessenger line =
      new DirectMessenger(new ChannelRegistry(List.of(unset, slack, hook)));

  private DirectMessage call() {
    return line.call(new Message(Message.Status.FIRING, "blind", List.of(), List.of()));
  }

  private DirectMessage reply(DirectMessage to) {
    return line.reply(new Message(Message.Status.RESOLVED, "sees", List.of(), List.of()), to);
  }

  @Test
  void the_preferred_channel_takes_it_and_no_other_hears_of_it() {
    DirectMessage call = call();

    assertThat(call.attempt(NOW)).isTrue();
    assertThat(slack.tried)
        .containsExactly(new Delivery(
            call.id(),
            "#place",
            null,
            new Message(Message.Status.FIRING, "blind", List.of(), List.of()),
            new IncidentRef(call.id().toString(), IncidentRef.Event.FIRING)));
    assertThat(hook.tried).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TRANSIENT", "PERMANENT"})
  void what_one_does_not_take_the_next_is_asked_to(Kind problem) {
    slack.fails(problem, null);

    assertThat(call().attempt(NOW)).isTrue();
    assertThat(hook.tried).hasSize(1);
    assertThat(unset.tried).isEmpty();
  }

  @Test
  void while_none_takes_it_the_pause_grows_to_half_a_minute() {
    for (int i = 0; i < 7; i++) {
      slack.fails(Kind.TRANSIENT, null);
      hook.fails(Kind.PERMANENT, null);
    }
    DirectMessage call = call();
    List<Long> pauses = new ArrayList<>();
    Instant now = NOW;
    while (!call.attempt(now)) {
      Instant before = now;
      while (!call.isDue(now)) {
        now = now.plusSeconds(1);
      }
      pauses.add(Duration.between(before, now).toSeconds());
    }

    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(slack.tried).hasSize(8);
  }

  @Test
  void a_channel_that_asks_for_time_gets_it() {
    slack.fails(Kind.TRANSIENT, Duration.ofSeconds(20));
    hook.fails(Kind.TRANSIENT, null);
    hook.fails(Kind.TRANSIENT, null);
    DirectMessage call = call();
    call.attempt(NOW);

    assertThat(call.attempt(NOW.plusSeconds(19))).isFalse();
    assertThat(slack.tried).hasSize(1);
    assertThat(call.attempt(NOW.plusSeconds(20))).isTrue();
    assertThat(slack.tried).hasSize(2);
  }

  @Test
  void what_may_have_arrived_and_cannot_be_looked_up_goes_on_to_the_next_channel() {
    slack.fails(Kind.UNCLEAR, null);

    assertThat(call().attempt(NOW)).isTrue();
    assertThat(slack.tried).hasSize(1);
    assertThat(hook.tried).hasSize(1);
  }

  @Test
  void what_may_have_arrived_is_said_again_marked_and_not_without_end() {
    DirectMessenger alone = new DirectMessenger(new ChannelRegistry(List.of(slack)));
    DirectMessage call =
        alone.call(new Message(Message.Status.FIRING, "blind", List.of(), List.of()));
    for (int i = 0; i < 3; i++) {
      slack.fails(Kind.UNCLEAR, null);
    }
    assertThat(call.attempt(NOW)).isFalse();
    for (int second = 1; second <= 400; second++) {
      if (call.isDue(NOW.plusSeconds(second))) {
        call.attempt(NOW.plusSeconds(second));
      }
    }
    assertThat(slack.tried).hasSize(3);
    assertThat(PlainTextRenderer.of(slack.tried.get(1).message())).contains("may be a repeat");
    assertThat(call.isSaid()).isFalse();
    for (int second = 400; second <= 800 && !call.isSaid(); second++) {
      if (call.isDue(NOW.plusSeconds(second))) {
        call.attempt(NOW.plusSeconds(second));
      }
    }
    assertThat(call.isSaid()).isTrue();
    assertThat(slack.tried).hasSize(4);
  }

  @Test
  void the_end_is_one_of_the_same_incident() {
    DirectMessage first = call();
    first.attempt(NOW);
    reply(first).attempt(NOW.plusSeconds(5));

    assertThat(slack.tried)
        .extracting(Delivery::incident)
        .containsExactly(
            new IncidentRef(first.id().toString(), IncidentRef.Event.FIRING),
            new IncidentRef(first.id().toString(), IncidentRef.Event.RESOLVED));
  }

  @Test
  void the_end_turns_the_first_message_green_where_it_can_be_changed() {
    DirectMessage first = call();
    first.attempt(NOW);
    DirectMessage end = reply(first);
    end.attempt(NOW.plusSeconds(5));

    assertThat(slack.edited)
        .containsExactly(new Delivery(
            first.id(),
            "C1",
            null,
            new Message(Message.Status.RESOLVED, "sees", List.of(), List.of())));
    assertThat(end.isSaid()).isTrue();
  }

  @Test
  void what_is_found_is_said_and_replied_to() {
    slack.fails(Kind.UNCLEAR, null);
    slack.searches.add(() -> DeliveryLookup.found(new DeliveryReceipt("ts-found", "C1")));
    DirectMessage call = call();

    assertThat(call.attempt(NOW)).isTrue();
    assertThat(reply(call).attempt(NOW)).isTrue();
    assertThat(slack.tried.get(1).thread()).isEqualTo("ts-found");
  }

  @Test
  void what_is_not_there_is_sent_again() {
    slack.fails(Kind.UNCLEAR, null);
    slack.searches.add(() -> DeliveryLookup.ABSENT);
    hook.fails(Kind.TRANSIENT, null);
    DirectMessage call = call();

    assertThat(call.attempt(NOW)).isFalse();
    assertThat(call.attempt(NOW.plusSeconds(1))).isTrue();
    assertThat(slack.tried).hasSize(2);
  }

  @Test
  void while_it_cannot_be_looked_up_it_is_not_sent_there_again() {
    slack.fails(Kind.UNCLEAR, null);
    for (int i = 0; i < 2; i++) {
      slack.searches.add(() -> {
        throw new DeliveryException(Kind.TRANSIENT, "away", null);
      });
      hook.fails(Kind.TRANSIENT, null);
    }
    slack.searches.add(() -> DeliveryLookup.found(new DeliveryReceipt("ts", "C1")));
    DirectMessage call = call();

    assertThat(call.attempt(NOW)).isFalse();
    assertThat(call.attempt(NOW.plusSeconds(1))).isFalse();
    assertThat(call.attempt(NOW.plusSeconds(3))).isTrue();
    assertThat(slack.tried).hasSize(1);
    assertThat(slack.searchedSince).containsOnly(NOW);
  }

  @Test
  void a_channel_that_breaks_is_no_end() {
    slack.deliveries.add(() -> {
      throw new NoClassDefFoundError("x/Gone");
    });
    slack.searches.add(() -> DeliveryLookup.ABSENT);

    assertThat(call().attempt(NOW)).isTrue();
    assertThat(hook.tried).hasSize(1);
  }

  @Test
  void a_reply_goes_where_the_first_was_said_else_it_stands_alone() {
    slack.fails(Kind.TRANSIENT, null);
    DirectMessage first = call();
    first.attempt(NOW);
    DirectMessage reply = reply(first);
    reply.attempt(NOW);
    assertThat(hook.tried.get(1).thread()).isEqualTo("ts");
    assertThat(hook.tried.get(1).destination()).isEqualTo("C1");
    assertThat(slack.tried).hasSize(1);

    reply(call()).attempt(NOW);
    assertThat(slack.tried.get(1).thread()).isNull();
  }

  @Test
  void without_any_channel_it_stays_unsaid() {
    DirectMessenger nobody = new DirectMessenger(new ChannelRegistry(List.of(unset)));
    DirectMessage call =
        nobody.call(new Message(Message.Status.FIRING, "blind", List.of(), List.of()));

    assertThat(call.attempt(NOW)).isFalse();
    assertThat(call.isDue(NOW)).isFalse();
  }
}
