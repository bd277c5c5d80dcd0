package io.nightjar.web.api.incident;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@WebTest
class NotificationsApiTest {

  @Autowired
  private ApiClient api;

  @Autowired
  private Outbox outbox;

  @Autowired
  private TransactionTemplate transaction;

  @Autowired
  private JdbcClient jdbc;

  private UUID owe(String headline, Notification.@Nullable About about) {
    Notification notification = new Notification(
        UUID.randomUUID(),
        about,
        about == null ? "digest" : "opened",
        new Destination("slack", "#sync"),
        null,
        new Message(Message.Status.FIRING, headline, List.of(), List.of()),
        START);
    transaction.executeWithoutResult(status -> outbox.add(List.of(notification)));
    return notification.id();
  }

  private static Notification.About about(long incident) {
    return new Notification.About(incident, "here", IncidentKind.NOT_STARTED);
  }

  private void confirm(UUID id) {
    jdbc.sql("""
            UPDATE notification SET sent_at = TIMESTAMP WITH TIME ZONE '2026-01-22 00:10:02+00', message_id = id,
              attempts = 2, reference = '1769904001.000100', sent_to = 'C1', permalink = 'https://slack.example/p1'
            WHERE id = ?
            """).param(id).update();
  }

  @Test
  void what_was_sent_is_shown_with_its_proof() {
    UUID id = owe("here did not start", about(7));
    confirm(id);

    Answer answer = api.as("viewer").get("/api/notifications/" + id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().propertyNames())
        .containsExactly(
            "id",
            "job",
            "incident",
            "kind",
            "transition",
            "channel",
            "destination",
            "state",
            "createdAt",
            "messageId",
            "fallbackOf",
            "attempts",
            "failedAt",
            "lastError",
            "sentAt",
            "reference",
            "permalink",
            "headline");
    assertThat(answer.body())
        .contains(
            "\"job\":\"here\",\"incident\":7,\"kind\":\"not_started\",\"transition\":\"opened\"",
            "\"channel\":\"slack\",\"destination\":\"#sync\",\"state\":\"sent\"",
            "\"messageId\":\"" + id + "\",\"fallbackOf\":null,\"attempts\":2",
            "\"sentAt\":\"2026-01-22T00:10:02Z\",\"reference\":\"1769904001.000100\"",
            "\"permalink\":\"https://slack.example/p1\",\"headline\":\"here did not start\"");
  }

  @Test
  void what_is_owed_says_what_was_tried() {
    UUID id = owe("here did not start", null);
    jdbc.sql("""
            UPDATE notification SET message_id = id, attempts = 3, last_error = 'channel_not_found',
              failed_at = TIMESTAMP WITH TIME ZONE '2026-01-22 00:10:02+00'
            WHERE id = ?
            """).param(id).update();

    Answer answer = api.as("viewer").get("/api/notifications/" + id);

    assertThat(answer.body())
        .contains(
            "\"job\":null,\"incident\":null,\"kind\":null,\"transition\":\"digest\"",
            "\"state\":\"pending\"",
            "\"attempts\":3,\"failedAt\":\"2026-01-22T00:10:02Z\",\"lastError\":\"channel_not_found\"",
            "\"sentAt\":null,\"reference\":null,\"permalink\":null");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "''                     | three two one",
        "?state=all             | three two one",
        "?state=sent            | one",
        "?state=pending            | three two",
        "?incident=2            | two",
        "?incident=2&state=sent | ''",
        "?limit=2               | three two",
      })
  void they_are_listed_newest_first(String query, String headlines) {
    confirm(owe("one", about(1)));
    owe("two", about(2));
    owe("three", null);

    assertThat(String.join(
            " ",
            api.as("viewer").get("/api/notifications" + query).texts("/notifications", "headline")))
        .isEqualTo(headlines);
  }

  @Test
  void the_pages_hold_each_exactly_once() {
    for (int i = 1; i <= 5; i++) {
      owe("n" + i, null);
    }

    Answer first = api.as("viewer").get("/api/notifications?limit=2");
    Answer second = api.as("viewer").get("/api/notifications?limit=2&before=" + first.at("/next"));
    Answer third = api.as("viewer").get("/api/notifications?limit=2&before=" + second.at("/next"));

    assertThat(first.texts("/notifications", "headline")).containsExactly("n5", "n4");
    assertThat(second.texts("/notifications", "headline")).containsExactly("n3", "n2");
    assertThat(third.texts("/notifications", "headline")).containsExactly("n1");
    assertThat(third.at("/next")).isEqualTo("null");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "?state=lost    | state cannot be \"lost\": send one of pending, sent, all",
        "?incident=here | incident cannot be \"here\": send the number of an incident",
        "?before=noon   | before cannot be \"noon\": send the value of next from the previous page",
        "?limit=501     | limit cannot be \"501\": send a number from 1 to 500",
        "?job=here      | the query parameter cannot be \"job\": known are state, incident, before, limit",
        "/seven         | id cannot be \"seven\": send a UUID",
      })
  void what_cannot_be_read_is_refused(String query, String detail) {
    Answer answer = api.as("viewer").get("/api/notifications" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.at("/detail")).contains(detail);
  }
}
