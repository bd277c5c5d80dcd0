package io.nightjar.notification.dispatch;

import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.PendingNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which pending notifications of one destination go into one message. Pure.
 *
 * <p>All notifications that start a thread go into one message, and so do those of one thread. When many threads have
 * news at once, all of it is one new message. A message with an unknown outcome is settled first, with exactly the
 * notifications that it contained.
 */
final class Grouping {

  /** If more threads than this have news, they share one message instead. */
  static final int MOST_THREADS = 3;

  /** A message is sent only after nothing was added for this long, so that related notifications are sent together. */
  static final Duration QUIET = Duration.ofSeconds(1);

  /** The longest wait, even if notifications are still added. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final Comparator<NotificationBatch> FIRST_ONES = Comparator.comparingInt(
          NotificationBatch::attempts)
      .thenComparing(NotificationBatch::isReply)
      .thenComparing(NotificationBatch::seq);

  private Grouping() {}

  /**
   * Selects the next batch of the pending notifications, given in the order of creation. A message that the channel
   * refuses for its content goes last and alone, so that it does not block others.
   *
   * @param apart whether no message may tell of two incidents
   */
  static Optional<NotificationBatch> next(
      List<PendingNotification> owed, boolean apart, Instant now) {
    List<PendingNotification> open =
        owed.stream().filter(each -> !each.isParked()).toList();
    Optional<PendingNotification> unclear =
        open.stream().filter(PendingNotification::isUnclear).findFirst();
    return unclear
        .map(first -> settling(first, open))
        .or(() -> (apart ? incidents(open) : batches(open))
            .stream().min(FIRST_ONES).map(batch -> withRefused(batch, owed)))
        .or(() -> owed.stream()
            .filter(each -> isDue(each, now))
            .findFirst()
            .map(first -> again(first, owed)));
  }

  private static NotificationBatch again(
      PendingNotification refused, List<PendingNotification> owed) {
    NotificationBatch same = settling(refused, owed);
    // Its carrier may have been sent with another message since.
    return same.isUnclear() ? same : batch(same.members());
  }

  private static boolean isDue(PendingNotification owed, Instant now) {
    Instant retryAt = owed.attempt() == null ? null : owed.attempt().retryAt();
    // A retry time later than the longest pause was written by a clock that has been corrected
    // since.
    return retryAt != null
        && (!retryAt.isAfter(now) || retryAt.isAfter(now.plus(RetryBackoff.REFUSED)));
  }

  /** Of an incident whose earlier message is refused the newer one tells all, or the older would come after it. */
  private static NotificationBatch withRefused(
      NotificationBatch batch, List<PendingNotification> owed) {
    Set<Long> incidents = batch.members().stream()
        .map(PendingNotification::about)
        .filter(Objects::nonNull)
        .map(Notification.About::incident)
        .collect(Collectors.toSet());
    List<PendingNotification> refused = owed.stream()
        .filter(each -> each.isParked() && !each.isUnclear())
        .filter(each -> each.about() != null && incidents.contains(each.about().incident()))
        .toList();
    if (refused.isEmpty()) {
      return batch;
    }
    List<PendingNotification> all = Stream.concat(refused.stream(), batch.members().stream())
        .sorted(Comparator.comparing(PendingNotification::seq))
        .toList();
    return new NotificationBatch(batch.carrier(), batch.thread(), all);
  }

  /** When a message that was never tried may go out. */
  static Instant ready(NotificationBatch batch, Instant now) {
    if (batch.attempts() > 0) {
      return now;
    }
    Instant quiet = batch.latest().plus(QUIET);
    Instant longest = batch.since().plus(LONGEST_WAIT);
    Instant ready = quiet.isBefore(longest) ? quiet : longest;
    // Written by a clock that is far ahead: not a reason to wait for it.
    return ready.isAfter(now.plus(LONGEST_WAIT)) ? now : ready;
  }

  private static NotificationBatch settling(
      PendingNotification first, List<PendingNotification> owed) {
    UUID carrier = Objects.requireNonNull(first.attempt()).carrier();
    List<PendingNotification> members = owed.stream()
        .filter(each -> each.attempt() != null && each.attempt().carrier().equals(carrier))
        .toList();
    PendingNotification.Start thread = first.thread();
    return new NotificationBatch(carrier, thread == null ? null : thread.receipt(), members);
  }

  /** A message for each incident. */
  private static List<NotificationBatch> incidents(List<PendingNotification> owed) {
    Map<Object, List<PendingNotification>> byIncident = owed.stream()
        .collect(Collectors.groupingBy(
            each -> each.about() == null ? each.id() : each.about().incident(),
            LinkedHashMap::new,
            Collectors.toList()));
    return byIncident.values().stream().map(Grouping::batch).toList();
  }

  private static List<NotificationBatch> batches(List<PendingNotification> owed) {
    List<NotificationBatch> batches = new ArrayList<>();
    List<PendingNotification> firsts = new ArrayList<>();
    Map<UUID, List<PendingNotification>> replies = new LinkedHashMap<>();
    for (PendingNotification each : owed) {
      if (each.about() == null) {
        batches.add(batch(List.of(each)));
      } else if (each.isReply()) {
        UUID thread = Objects.requireNonNull(each.thread()).carrier();
        replies.computeIfAbsent(thread, carrier -> new ArrayList<>()).add(each);
      } else {
        firsts.add(each);
      }
    }
    if (!firsts.isEmpty()) {
      batches.add(batch(firsts));
    }
    if (replies.size() > MOST_THREADS) {
      List<PendingNotification> all = replies.values().stream()
          .flatMap(List::stream)
          .sorted(Comparator.comparing(PendingNotification::seq))
          .toList();
      batches.add(new NotificationBatch(all.get(0).id(), null, all));
    } else {
      replies.values().forEach(members -> batches.add(batch(members)));
    }
    return batches;
  }

  private static NotificationBatch batch(List<PendingNotification> members) {
    PendingNotification first = members.get(0);
    PendingNotification.Start thread = first.thread();
    return new NotificationBatch(first.id(), thread == null ? null : thread.receipt(), members);
  }
}
