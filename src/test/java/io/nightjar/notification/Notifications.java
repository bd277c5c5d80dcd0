package io.nightjar.notification;

import io.nightjar.Databases.Database;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Builds notifications for tests. */
public final class Notifications {

  public static final Instant NOW = Instant.parse("2026-03-29T00:59:59.123456Z");

  private Notifications() {}

  public static Notification first(String headline, String place) {
    return at(headline, place, null, NOW);
  }

  public static Notification reply(String headline, Notification first) {
    return at(headline, first.destination().place(), first.id(), NOW);
  }

  public static Notification at(
      String headline, String place, @Nullable UUID threadOf, Instant createdAt) {
    return new Notification(
        UUID.randomUUID(),
        new Notification.About(7, "job", IncidentKind.NOT_STARTED),
        threadOf == null ? "opened" : "resolved",
        new Destination("slack", place),
        threadOf,
        message(headline),
        createdAt);
  }

  public static Message message(String headline) {
    return new Message(
        Message.Status.FIRING,
        headline,
        List.of(new Message.Fact("Environment", "prod")),
        List.of(new Message.Link("Runbook", "https://runbooks.example/sync")));
  }

  public static Outbox outbox(Database database) {
    return new Outbox(database.jdbc(), new NamedParameterJdbcTemplate(database.dataSource()));
  }

  public static void add(Database database, Notification... notifications) {
    database
        .transactions()
        .executeWithoutResult(status -> outbox(database).add(List.of(notifications)));
  }
}
