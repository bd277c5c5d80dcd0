package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.PendingNotification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:00Z");

  private long seq;

  @Test
  void nothing_owed_is_nothing_to_send() {
    assertThat(Grouping.next(List.of(), false, NOW)).isEmpty();
  }

  @Test
  void what_starts_a_thread_goes_before_replies_and_all_together() {
    PendingNotification reply = owed(UUID.randomUUID(), true, null);
    PendingNotification first = owed(null, false, null);
    PendingNotification other = owed(null, false, null);
    PendingNotification replyToUnsent = owed(first.id(), false, null);

    NotificationBatch batch =
        Grouping.next(List.of(reply, first, other, replyToUnsent), false, NOW).orElseThrow();

    assertThat(batch.members()).containsExactly(first, other, replyToUnsent);
    assertThat(batch.carrier()).isEqualTo(first.id());
    assertThat(batch.thread()).isNull();
  }

  @Test
  void where_each_incident_is_one_of_its_own_no_message_tells_of_two() {
    PendingNotification first = owed(null, false, null);
    PendingNotification other = owed(null, false, null);

    NotificationBatch batch = Grouping.next(List.of(first, other), true, NOW).orElseThrow();

    assertThat(batch.members()).containsExactly(first);
  }

  @Test
  void what_may_have_arrived_is_settled_first_and_alone() {
    PendingNotification first = owed(null, false, null);
    UUID carrier = UUID.randomUUID();
    PendingNotification unclear =
        owed(null, false, new PendingNotification.Attempt(carrier, 1, true, null));
    PendingNotification with =
        owed(null, false, new PendingNotification.Attempt(carrier, 1, true, null));

    NotificationBatch batch =
        Grouping.next(List.of(first, unclear, with), false, NOW).orElseThrow();

    assertThat(batch.carrier()).isEqualTo(carrier);
    assertThat(batch.members()).containsExactly(unclear, with);
    assertThat(batch.isUnclear()).isTrue();
  }

  @Test
  void what_was_tried_less_often_goes_first() {
    PendingNotification tried =
        owed(null, false, new PendingNotification.Attempt(UUID.randomUUID(), 3, false, null));
    PendingNotification reply = owed(UUID.randomUUID(), true, null);

    assertThat(Grouping.next(List.of(tried, reply), false, NOW).orElseThrow().members())
        .containsExactly(reply);
  }

  @ParameterizedTest(name = "written at {0} and {1}: ready at {2}")
  @CsvSource({
    "0, 0, 1",
    "0, 8.999, 9.999",
    "0, 9, 10",
    "0, 9.5, 10",
    "0, 30, 10",
    "-40, -31, -30",
    "25, 25, 0",
  })
  void it_waits_for_a_second_of_quiet_at_most_ten(double oldest, double newest, double ready) {
    NotificationBatch batch =
        new NotificationBatch(UUID.randomUUID(), null, List.of(at(oldest), at(newest)));

    assertThat(Grouping.ready(batch, NOW)).isEqualTo(NOW.plusMillis((long) (ready * 1000)));
  }

  @Test
  void what_was_tried_before_does_not_wait() {
    NotificationBatch batch = new NotificationBatch(
        UUID.randomUUID(),
        null,
        List.of(
            owed(null, false, new PendingNotification.Attempt(UUID.randomUUID(), 1, false, null))));

    assertThat(Grouping.ready(batch, NOW)).isEqualTo(NOW);
  }

  private PendingNotification at(double seconds) {
    UUID id = UUID.randomUUID();
    return new PendingNotification(
        id,
        id,
        seq++,
        new Notification.About(seq, "job", IncidentKind.FAILED),
        "opened",
        NOW.plusMillis((long) (seconds * 1000)),
        null,
        null);
  }

  private PendingNotification owed(
      @Nullable UUID thread, boolean started, PendingNotification.@Nullable Attempt attempt) {
    UUID id = UUID.randomUUID();
    return new PendingNotification(
        id,
        id,
        seq++,
        new Notification.About(seq, "job", IncidentKind.FAILED),
        "opened",
        NOW,
        thread == null
            ? null
            : new PendingNotification.Start(
                thread, started ? new DeliveryReceipt("ts", "C") : null),
        attempt);
  }
}
