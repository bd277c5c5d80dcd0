package io.nightjar.alert;

import static io.nightjar.alert.Notifications.NOW;
import static io.nightjar.alert.Notifications.add;
import static io.nightjar.alert.Notifications.first;
import static io.nightjar.alert.Notifications.outbox;
import static io.nightjar.alert.Notifications.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.alert.DeliveryException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class DispatcherTest {

  private final ScriptedChannel slack = new ScriptedChannel("slack");
  private Instant now = NOW;

  @Parameter
  Databases databases;

  static Database database;
  Dispatcher dispatcher;

  @BeforeParameterizedClassInvocation
  static void create(Databases databases) {
    database = databases.create();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.jdbc().sql("DELETE FROM notification").update();
    dispatcher = dispatcher();
  }

  @Test
  void a_confirmed_message_is_marked_sent_and_never_sent_again() {
    Notification opened = first("opened", "#sync");
    add(database, opened);

    runDry();

    assertThat(slack.attempts()).singleElement().satisfies(delivery -> {
      assertThat(delivery.notification()).isEqualTo(opened.id());
      assertThat(delivery.destination()).isEqualTo("#sync");
      assertThat(delivery.thread()).isNull();
      assertThat(delivery.message()).isEqualTo(opened.message());
    });
    assertThat(outbox(database).find(7))
        .containsExactly(new OutboxEntry(opened, 1, null, now, "ts-1"));
    after("10m");
    assertThat(slack.attempts()).hasSize(1);
  }

  @Test
  void nothing_is_sent_before_it_is_due() {
    add(database, Notifications.at("later", "#sync", null, NOW.plusMillis(1)));

    assertThat(dispatcher.step(now)).isFalse();
    assertThat(dispatcher.nextDue(now)).isEqualTo(NOW.plusMillis(1));
    assertThat(dispatcher.step(NOW.plusMillis(1))).isTrue();
  }

  @Test
  void a_reply_goes_to_the_thread_and_the_place_of_the_first_message() {
    Notification opened = first("opened", "#sync");
    add(database, opened, reply("resolved", opened));

    runDry();

    assertThat(slack.headlines()).containsExactly("opened", "resolved");
    assertThat(slack.delivered().get(1).thread()).isEqualTo("ts-1");
    assertThat(slack.delivered().get(1).destination()).isEqualTo("id-of-#sync");
  }

  @Test
  void a_reply_waits_for_the_first_message_and_a_later_reply_for_the_earlier() {
    Notification opened = first("opened", "#sync");
    // Added in the wrong order on purpose.
    add(database, reply("acknowledged", opened), reply("resolved", opened), opened);
    slack.next(fail(Kind.TRANSIENT), slack::accept, fail(Kind.TRANSIENT));

    runDry();
    assertThat(slack.attempts()).hasSize(1);
    after("1s");
    assertThat(slack.headlines()).containsExactly("opened");
    after("1s");

    assertThat(slack.headlines()).containsExactly("opened", "acknowledged", "resolved");
  }

  @Test
  void a_later_reply_waits_even_when_the_earlier_one_is_put_off_for_long() {
    Notification opened = first("opened", "#sync");
    add(database, opened, reply("acknowledged", opened), reply("resolved", opened));
    slack.next(slack::accept, fail(Kind.PERMANENT));

    runDry();
    after("60s");
    assertThat(slack.headlines()).containsExactly("opened");
    after("240s");

    assertThat(slack.headlines()).containsExactly("opened", "acknowledged", "resolved");
  }

  @Test
  void other_threads_do_not_wait() {
    Notification stuck = first("stuck", "#gone");
    add(
        database,
        stuck,
        reply("reply to stuck", stuck),
        first("free", "#sync"),
        first("free too", "#sync"));
    slack.always(d -> {
      if (d.destination().equals("#gone")) {
        throw failure(Kind.PERMANENT, null);
      }
      return slack.accept(d);
    });

    runDry();

    assertThat(slack.headlines()).containsExactly("free", "free too");
  }

  @Test
  void a_destination_with_much_to_tell_does_not_delay_the_others() {
    for (int i = 0; i < 20; i++) {
      add(database, first("storm " + i, "#storm"));
    }
    add(database, first("calm", "#calm"));

    dispatcher.step(now);
    dispatcher.step(now);

    assertThat(slack.headlines()).contains("calm");
  }

  @Test
  void a_reply_to_a_thread_that_is_gone_is_sent_by_itself() {
    Notification removed = first("opened", "#sync");
    add(database, reply("resolved", removed));

    runDry();

    assertThat(slack.delivered().get(0).thread()).isNull();
  }

  @Test
  void a_reply_does_not_use_the_thread_of_another_channel() {
    Notification opened = first("opened", "#sync");
    add(database, opened, reply("resolved", opened));
    dispatcher.step(now);
    database
        .jdbc()
        .sql("UPDATE notification SET channel = 'console' WHERE thread_of IS NULL")
        .update();

    runDry();

    assertThat(slack.headlines()).containsExactly("opened", "resolved");
    assertThat(slack.delivered().get(1).thread()).isNull();
    assertThat(slack.delivered().get(1).destination()).isEqualTo("#sync");
  }

  @Test
  void failures_are_recorded_and_retried_later_and_later_up_to_a_minute() {
    add(database, first("opened", "#sync"));
    slack.always(fail(Kind.TRANSIENT));

    List<Duration> waits = IntStream.rangeClosed(1, 9)
        .mapToObj(i -> {
          assertThat(dispatcher.step(now)).isTrue();
          Instant due = dispatcher.nextDue(now);
          Duration wait = Duration.between(now, due);
          now = due;
          return wait;
        })
        .toList();

    for (int i = 0; i < waits.size(); i++) {
      Duration longest = Duration.ofSeconds(Math.min(1L << i, 60));
      assertThat(waits.get(i)).isBetween(longest.multipliedBy(3).dividedBy(4), longest);
    }
    OutboxEntry entry = outbox(database).find(7).get(0);
    assertThat(entry.attempts()).isEqualTo(9);
    assertThat(entry.lastError()).isEqualTo("scripted TRANSIENT");
    assertThat(outbox(database).lastError()).isEqualTo("scripted TRANSIENT");
    assertThat(outbox(database).pending(now).refused()).isZero();
  }

  @Test
  void what_is_refused_stays_owed_and_is_retried_about_every_five_minutes() {
    add(database, first("opened", "#sync"));
    slack.always(fail(Kind.PERMANENT));

    runDry();

    assertThat(outbox(database).pending(now).refused()).isEqualTo(1);
    assertThat(dispatcher.nextDue(now)).isBetween(now.plusSeconds(225), now.plusSeconds(300));
    after("224s");
    assertThat(slack.attempts()).hasSize(1);

    slack.always(null);
    after("76s");
    assertThat(slack.headlines()).containsExactly("opened");
    assertThat(outbox(database).pending(now)).isEqualTo(new Pending(0, 0, null, Duration.ZERO));
    assertThat(outbox(database).lastError()).isNull();
    assertThat(outbox(database).lastSent()).isEqualTo(now);
  }

  @Test
  void a_message_that_alone_is_refused_does_not_hold_back_the_others_for_long() {
    add(database, first("poison", "#sync"), first("good", "#sync"));
    slack.next(fail(Kind.PERMANENT));

    runDry();
    after("1s");

    assertThat(slack.headlines()).containsExactly("good");
  }

  @Test
  void a_channel_that_says_how_long_to_wait_is_obeyed_for_the_whole_destination() {
    add(database, first("one", "#sync"), first("two", "#sync"), first("other", "#other"));
    slack.always(d -> {
      if (d.destination().equals("#sync")) {
        throw failure(Kind.TRANSIENT, Duration.ofSeconds(30));
      }
      return slack.accept(d);
    });

    runDry();
    assertThat(slack.headlines()).containsExactly("other");
    slack.always(null);
    after("29.999s");
    add(database, first("three", "#sync"));
    runDry();
    assertThat(slack.headlines()).containsExactly("other");
    after("0.001s");

    assertThat(slack.headlines()).containsExactly("other", "one", "two", "three");
  }

  @Test
  void a_destination_that_fails_is_tried_ever_less_often_however_much_is_owed() {
    for (int i = 0; i < 10; i++) {
      add(database, first("m" + i, "#sync"));
    }
    slack.always(fail(Kind.TRANSIENT));

    for (int second = 0; second < 150; second++) {
      runDry();
      now = now.plusSeconds(1);
    }

    assertThat(slack.attempts()).hasSizeBetween(7, 11);
  }

  @Test
  void an_unclear_outcome_is_repeated_and_says_so() {
    add(database, first("opened", "#sync"));
    slack.next(fail(Kind.UNCLEAR), fail(Kind.TRANSIENT));

    runDry();
    after("1s");
    after("2s");

    assertThat(slack.attempts().get(0).message().facts())
        .extracting(Message.Fact::text)
        .containsExactly("prod");
    assertThat(slack.delivered())
        .singleElement()
        .satisfies(delivery ->
            assertThat(delivery.message().facts().get(0).text()).contains("may be a repeat"));
  }

  @Test
  void
      a_process_killed_between_send_and_mark_leaves_a_lease_and_the_message_is_repeated_and_marked() {
    add(database, first("opened", "#sync"));
    slack.next(d -> {
      slack.accept(d);
      throw new Killed();
    });
    assertThatThrownBy(() -> dispatcher.step(now)).isInstanceOf(Killed.class);

    Dispatcher next = dispatcher();
    assertThat(next.step(now.plusSeconds(59))).isFalse();
    assertThat(next.step(now.plusSeconds(60))).isTrue();

    assertThat(slack.delivered()).hasSize(2);
    assertThat(slack.delivered().get(1).message().facts().get(0).text())
        .contains("may be a repeat");
    assertThat(slack.delivered().get(1).notification())
        .isEqualTo(slack.delivered().get(0).notification());
    assertThat(next.step(now.plusSeconds(600))).isFalse();
  }

  @Test
  void a_reply_waits_while_the_first_message_is_on_its_way_elsewhere() {
    Notification opened = first("opened", "#sync");
    add(database, opened, reply("resolved", opened));
    slack.next(d -> {
      assertThat(dispatcher().step(now)).isFalse();
      return slack.accept(d);
    });

    runDry();

    assertThat(slack.headlines()).containsExactly("opened", "resolved");
  }

  @Test
  void a_channel_that_breaks_is_an_unclear_failure_like_any_other() {
    add(database, first("one", "#sync"), first("two", "#other"));
    slack.next(d -> {
      throw new NoClassDefFoundError("com/slack/api/Slack with secret xoxb-1");
    });

    runDry();

    assertThat(slack.delivered()).hasSize(1);
    assertThat(outbox(database).lastError())
        .isEqualTo("the channel broke: java.lang.NoClassDefFoundError")
        .doesNotContain("xoxb");
  }

  @Test
  void an_unknown_kind_of_channel_is_refused() {
    add(database, first("one", "#sync"));
    database.jdbc().sql("UPDATE notification SET channel = 'pigeon'").update();

    runDry();

    assertThat(outbox(database).lastError()).contains("no alert channel of kind 'pigeon'");
  }

  @Test
  void errors_are_bounded() {
    add(database, first("one", "#sync"));
    slack.next(d -> {
      throw new DeliveryException(Kind.TRANSIENT, "x\u0000\n" + "\uD83D\uDD34".repeat(1000), null);
    });

    runDry();

    assertThat(outbox(database).lastError())
        .hasSizeBetween(490, 500)
        .startsWith("x \uD83D\uDD34")
        .endsWith("\uD83D\uDD34…");
  }

  private Dispatcher dispatcher() {
    return new Dispatcher(
        new Claims(database.jdbc()), new Channels(List.of(slack)), new Random(42));
  }

  private void after(String duration) {
    now = now.plus(Duration.parse("PT" + duration));
    runDry();
  }

  private void runDry() {
    for (int i = 0; dispatcher.step(now); i++) {
      assertThat(i).isLessThan(1000);
    }
  }

  private static Function<Delivery, Receipt> fail(Kind kind) {
    return delivery -> {
      throw failure(kind, null);
    };
  }

  private static DeliveryException failure(Kind kind, @Nullable Duration retryAfter) {
    return new DeliveryException(kind, "scripted " + kind, retryAfter);
  }

  /** Stands for the end of the process: nothing of ours may catch it. */
  private static final class Killed extends Error {}
}
