package io.nightjar.notification.direct;

import io.nightjar.notification.Channel;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A channel that does what it is told to, and remembers. */
final class RecordingChannel implements Channel {

  private final String kind;
  private final boolean configured;
  final Deque<Supplier<DeliveryReceipt>> deliveries = new ArrayDeque<>();
  final Deque<Supplier<DeliveryLookup>> searches = new ArrayDeque<>();
  final List<Delivery> tried = new ArrayList<>();
  final List<Delivery> edited = new ArrayList<>();
  final List<Instant> searchedSince = new ArrayList<>();

  RecordingChannel(String kind, boolean configured) {
    this.kind = kind;
    this.configured = configured;
  }

  void fails(Kind problem, @Nullable Duration retryAfter) {
    deliveries.add(() -> {
      throw new DeliveryException(problem, "scripted", retryAfter);
    });
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public boolean isConfigured() {
    return configured;
  }

  @Override
  public String place(@Nullable String named) {
    return "#place";
  }

  @Override
  public DeliveryReceipt deliver(Delivery delivery) {
    tried.add(delivery);
    return deliveries.isEmpty()
        ? new DeliveryReceipt("ts", "C1")
        : deliveries.poll().get();
  }

  @Override
  public boolean canEdit() {
    return kind.equals("slack");
  }

  @Override
  public void edit(Delivery delivery, DeliveryReceipt sent) {
    edited.add(delivery);
  }

  @Override
  public DeliveryLookup find(Delivery delivery, Instant since) {
    searchedSince.add(since);
    return searches.isEmpty() ? DeliveryLookup.UNKNOWN : searches.poll().get();
  }
}
