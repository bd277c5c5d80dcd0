package io.nightjar.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A channel that remembers what it was given and fails when told to. */
public final class ScriptedChannel implements Channel {

  private final Deque<Function<Delivery, DeliveryReceipt>> script = new ArrayDeque<>();
  private final List<Delivery> attempts = new ArrayList<>();
  private final List<Delivery> delivered = new ArrayList<>();
  private final String kind;
  private final boolean configured;
  private final List<Delivery> edits = new ArrayList<>();
  private final List<Delivery> searches = new ArrayList<>();
  private @Nullable Function<Delivery, DeliveryReceipt> standing;
  private Function<Delivery, DeliveryLookup> search = delivery -> DeliveryLookup.UNKNOWN;
  private Function<Delivery, DeliveryReceipt> edit = delivery -> new DeliveryReceipt("", "");
  private @Nullable Duration pace = Duration.ZERO;
  private boolean canEdit;
  private boolean paging;

  public ScriptedChannel(String kind) {
    this(kind, true);
  }

  public ScriptedChannel(String kind, boolean configured) {
    this.kind = kind;
    this.configured = configured;
  }

  /** What happens to the next deliveries. */
  @SafeVarargs
  public final ScriptedChannel next(Function<Delivery, DeliveryReceipt>... outcomes) {
    script.addAll(List.of(outcomes));
    return this;
  }

  public ScriptedChannel paced(@Nullable Duration newPace) {
    pace = newPace;
    return this;
  }

  ScriptedChannel editable() {
    canEdit = true;
    return this;
  }

  /** As a pager: each incident is one of its own there. */
  public ScriptedChannel paging() {
    paging = true;
    return this;
  }

  @Override
  public boolean takesOneIncidentAMessage() {
    return paging;
  }

  /** What happens when a message is changed. */
  void onEdit(Function<Delivery, DeliveryReceipt> outcome) {
    edit = outcome;
  }

  /** What it answers when asked for a message whose outcome is unclear. */
  public void onSearch(Function<Delivery, DeliveryLookup> answer) {
    search = answer;
  }

  synchronized List<Delivery> edits() {
    return List.copyOf(edits);
  }

  public synchronized List<Delivery> searches() {
    return List.copyOf(searches);
  }

  public synchronized void always(@Nullable Function<Delivery, DeliveryReceipt> outcome) {
    standing = outcome;
  }

  public synchronized List<Delivery> attempts() {
    return List.copyOf(attempts);
  }

  public synchronized List<Delivery> delivered() {
    return List.copyOf(delivered);
  }

  public List<String> headlines() {
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
  public Duration pace() {
    return java.util.Objects.requireNonNull(pace);
  }

  @Override
  public boolean canEdit() {
    return canEdit;
  }

  @Override
  public synchronized void edit(Delivery delivery, DeliveryReceipt sent) {
    edit.apply(delivery);
    edits.add(delivery);
  }

  @Override
  public synchronized DeliveryLookup find(Delivery delivery, Instant since) {
    searches.add(delivery);
    return search.apply(delivery);
  }

  @Override
  public @Nullable String permalink(DeliveryReceipt sent) {
    return canEdit ? "https://slack.example/" + sent.reference() : null;
  }

  @Override
  public synchronized DeliveryReceipt deliver(Delivery delivery) {
    attempts.add(delivery);
    Function<Delivery, DeliveryReceipt> outcome = script.isEmpty() ? standing : script.poll();
    if (outcome != null) {
      return outcome.apply(delivery);
    }
    return accept(delivery);
  }

  public synchronized DeliveryReceipt accept(Delivery delivery) {
    delivered.add(delivery);
    return new DeliveryReceipt(
        "ts-" + delivered.size(), "id-of-" + delivery.destination().replace("id-of-", ""));
  }
}
