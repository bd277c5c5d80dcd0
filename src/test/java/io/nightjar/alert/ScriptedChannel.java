package io.nightjar.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A channel that remembers what it was given and fails when told to. */
final class ScriptedChannel implements Channel {

  private final Deque<Function<Delivery, Receipt>> script = new ArrayDeque<>();
  private final List<Delivery> attempts = new ArrayList<>();
  private final List<Delivery> delivered = new ArrayList<>();
  private final String kind;
  private final boolean configured;
  private @Nullable Function<Delivery, Receipt> standing;

  ScriptedChannel(String kind) {
    this(kind, true);
  }

  ScriptedChannel(String kind, boolean configured) {
    this.kind = kind;
    this.configured = configured;
  }

  /** What happens to the next deliveries. */
  @SafeVarargs
  final ScriptedChannel next(Function<Delivery, Receipt>... outcomes) {
    script.addAll(List.of(outcomes));
    return this;
  }

  synchronized void always(@Nullable Function<Delivery, Receipt> outcome) {
    standing = outcome;
  }

  synchronized List<Delivery> attempts() {
    return List.copyOf(attempts);
  }

  synchronized List<Delivery> delivered() {
    return List.copyOf(delivered);
  }

  List<String> headlines() {
    return delivered().stream().map(d -> d.message().headline()).toList();
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
    return named == null ? "#default" : named;
  }

  @Override
  public synchronized Receipt deliver(Delivery delivery) {
    attempts.add(delivery);
    Function<Delivery, Receipt> outcome = script.isEmpty() ? standing : script.poll();
    if (outcome != null) {
      return outcome.apply(delivery);
    }
    return accept(delivery);
  }

  synchronized Receipt accept(Delivery delivery) {
    delivered.add(delivery);
    return new Receipt(
        "ts-" + delivered.size(), "id-of-" + delivery.destination().replace("id-of-", ""));
  }
}
