package io.nightjar.notification.outbox;

import static io.nightjar.notification.Notifications.NOW;
import static io.nightjar.notification.Notifications.add;
import static io.nightjar.notification.Notifications.first;
import static io.nightjar.notification.Notifications.outbox;
import static io.nightjar.notification.Notifications.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Notifications;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class OutboxTest {

  @Parameter
  Databases databases;

  static Database database;

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
  }

  @Test
  void what_was_added_is_found_as_it_was() {
    Notification opened = first("opened", "#monitoring-prod");
    Notification resolved = reply("resolved", opened);

    add(database, opened, resolved);

    assertThat(outbox(database).find(7))
        .extracting(OutboxEntry::notification)
        .containsExactly(opened, resolved);
    assertThat(outbox(database).find(7)).noneMatch(OutboxEntry::isSent);
    assertThat(outbox(database).find(8)).isEmpty();
  }

  @Test
  void a_message_is_read_as_it_was_written_also_by_a_version_without_times() {
    Message message = new Message(
            Message.Status.FIRING,
            "job did not start",
            List.of(
                new Message.Fact("Cause", "{\"times\":[]} {}"),
                Message.Fact.field("Expected", MessageText.time("Thu 22 Jan 00:05 GMT", NOW))),
            List.of())
        .withSummary(MessageText.format("job at {}", MessageText.time("00:05", NOW)));

    assertThat(MessageJson.read(MessageJson.write(message))).isEqualTo(message);
    assertThat(MessageJson.read(
                "{\"status\":\"INFO\",\"headline\":\"up\",\"summary\":\"up\",\"urgent\":false,"
                    + "\"facts\":[{\"label\":\"Since\",\"text\":\"00:05\"}]}")
            .facts())
        .containsExactly(new Message.Fact("Since", "00:05"));
  }

  @Test
  void a_notification_about_nightjar_itself_has_no_incident() {
    add(
        database,
        new Notification(
            UUID.randomUUID(),
            null,
            "announced",
            new Destination("slack", ""),
            null,
            Notifications.message("up"),
            NOW));

    assertThat(outbox(database).pending(NOW).count()).isEqualTo(1);
  }

  @Test
  void text_that_databases_choke_on_survives() {
    String nasty =
        "NUL \u0000, half a character \uD83D, whole \uD83D\uDD34, quotes \"'\\, line\nbreak";
    Notification notification = first(nasty, "#monitoring-prod");

    add(database, notification);

    assertThat(outbox(database).find(7))
        .extracting(OutboxEntry::notification)
        .containsExactly(notification);
  }

  @Test
  void nothing_is_added_without_the_transaction_of_its_cause() {
    assertThatThrownBy(() -> outbox(database).add(List.of(first("opened", "#monitoring-prod"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transaction");
  }

  @Test
  void what_is_added_goes_when_its_cause_is_rolled_back() {
    database.transactions().executeWithoutResult(status -> {
      outbox(database).add(List.of(first("opened", "#monitoring-prod")));
      status.setRollbackOnly();
    });

    assertThat(outbox(database).find(7)).isEmpty();
  }

  @Test
  void pending_says_how_many_are_owed_and_for_how_long() {
    assertThat(outbox(database).pending(NOW))
        .isEqualTo(new OutboxBacklog(0, 0, null, Duration.ZERO));

    add(
        database,
        Notifications.at("later", "#a", null, NOW.plusSeconds(60)),
        Notifications.at("earlier", "#a", null, NOW));

    assertThat(outbox(database).pending(NOW.plusSeconds(90)))
        .isEqualTo(new OutboxBacklog(2, 0, NOW, Duration.ofSeconds(90)));
  }

  @Test
  void the_list_is_newest_first_and_goes_on_where_it_ended() {
    List<Notification> all = List.of(first("one", "#a"), first("two", "#a"), first("three", "#a"));
    all.forEach(each -> add(database, each));

    List<OutboxEntry> page = outbox(database).list(new OutboxQuery(false, 7L, null, 2));
    List<OutboxEntry> rest =
        outbox(database).list(new OutboxQuery(null, null, page.get(1).seq(), 2));

    assertThat(page).extracting(OutboxEntry::notification).containsExactly(all.get(2), all.get(1));
    assertThat(rest).extracting(OutboxEntry::notification).containsExactly(all.get(0));
    assertThat(outbox(database).list(new OutboxQuery(true, null, null, 2))).isEmpty();
    assertThat(outbox(database).list(new OutboxQuery(null, 8L, null, 2))).isEmpty();
  }

  @Test
  void a_clock_that_was_set_back_makes_no_negative_age() {
    add(database, first("opened", "#a"));

    assertThat(outbox(database).pending(NOW.minusSeconds(5)).oldestAge()).isZero();
  }

  @Test
  void a_message_of_another_version_is_still_told() {
    Notification notification = first("opened", "#a");
    add(database, notification);
    database
        .jdbc()
        .sql("UPDATE notification SET message = ?")
        .param("{\"status\":\"FURIOUS\",\"headline\":\"job late\"}")
        .update();

    Message message = outbox(database).find(7).get(0).notification().message();

    assertThat(message.facts())
        .extracting(Message.Fact::text)
        .allMatch(text -> text.contains("job late"));
  }
}
