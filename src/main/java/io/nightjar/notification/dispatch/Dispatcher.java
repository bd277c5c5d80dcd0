package io.nightjar.notification.dispatch;

import io.nightjar.notification.Channel;
import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Message;
import io.nightjar.notification.PlainTextRenderer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers pending notifications. A notification is marked sent only when its channel has confirmed it. A destination is served
 * by one instance at a time; what it sends is first noted as perhaps delivered, so that after a crash, a time-out or an
 * expired lease the channel is asked before anything is repeated.
 */
@Component
public class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final DestinationRepository destinations;
  private final DispatchRepository claims;
  private final ChannelRegistry channels;
  private final MessageComposer composer;
  private final Fallback fallBack;
  private final TransactionTemplate transaction;
  private final RetryBackoff backoff = new RetryBackoff(RandomGenerator.getDefault());

  Dispatcher(
      DestinationRepository destinations,
      DispatchRepository claims,
      ChannelRegistry channels,
      MessageComposer composer,
      Fallback fallBack,
      TransactionTemplate transaction) {
    this.destinations = destinations;
    this.claims = claims;
    this.channels = channels;
    this.composer = composer;
    this.fallBack = fallBack;
    this.transaction = transaction;
  }

  /** Sends or updates one message. Returns whether there was one to send. */
  public boolean step(Instant now) {
    fallBack.step(now);
    for (DestinationLease lease : destinations.candidates(now)) {
      if (destinations.lease(lease, now) && attend(lease, now)) {
        return true;
      }
    }
    return false;
  }

  /** If Nightjar itself fails while it serves one destination, it records that failure and serves the others. */
  private boolean attend(DestinationLease lease, Instant now) {
    try {
      return serve(lease, now);
    } catch (RuntimeException | LinkageError e) {
      String error = "Nightjar itself failed: " + e.getClass().getName();
      DeliveryException problem = new DeliveryException(Kind.UNCLEAR, error, null);
      Instant nextAttemptAt = now.plus(backoff.after(problem, lease.failures() + 1));
      destinations.failed(lease, false, error, nextAttemptAt, now);
      log.error("{} could not be served, next try at {}", lease.destination(), nextAttemptAt, e);
      return false;
    }
  }

  /** When something that waits may go out, null when nothing waits. */
  @Nullable
  Instant nextDue(Instant now) {
    return destinations.nextFree(now);
  }

  private boolean serve(DestinationLease lease, Instant now) {
    boolean apart = channels.takesOneIncidentAMessage(lease.destination().channelKind());
    Optional<NotificationBatch> next = Grouping.next(claims.owed(lease.destination()), apart, now);
    Instant ready = next.map(batch -> Grouping.ready(batch, now)).orElse(now);
    if (next.isPresent() && !ready.isAfter(now)) {
      send(lease, next.get(), now);
      return true;
    }
    Optional<DispatchRepository.Edit> edit = claims.edit(lease.destination());
    edit.ifPresentOrElse(it -> change(lease, it, now), () -> destinations.leave(lease, ready, now));
    return edit.isPresent();
  }

  private void send(DestinationLease lease, NotificationBatch batch, Instant now) {
    Delivery delivery = composer.compose(lease.destination(), batch, now);
    DeliveryLookup earlier = DeliveryLookup.ABSENT;
    try {
      if (batch.isUnclear()) {
        Delivery sought = claims.knownAs(lease.destination()).map(delivery::at).orElse(delivery);
        earlier = guarded(() -> channel(lease).find(sought, batch.since()));
      }
    } catch (DeliveryException e) {
      fail(lease, batch, true, e, now);
      return;
    }
    DeliveryReceipt found = earlier.receipt();
    if (found != null) {
      confirm(lease, batch, found, now);
    } else if (begin(lease, batch)) {
      boolean mark = earlier.result() == DeliveryLookup.Result.UNKNOWN;
      post(lease, batch, mark ? delivery.asPossibleRepeat() : delivery, mark, now);
    }
  }

  /** False when the lease was lost while this process was suspended: another instance sends it. */
  private boolean begin(DestinationLease lease, NotificationBatch batch) {
    return Boolean.TRUE.equals(transaction.execute(status -> {
      boolean held = destinations.isHeld(lease);
      if (held) {
        claims.begin(batch);
      }
      return held;
    }));
  }

  private void post(
      DestinationLease lease,
      NotificationBatch batch,
      Delivery delivery,
      boolean marked,
      Instant now) {
    DeliveryReceipt receipt;
    try {
      receipt = guarded(() -> channel(lease).deliver(delivery));
    } catch (DeliveryException e) {
      fail(lease, batch, marked || e.kind() == Kind.UNCLEAR, e, now);
      return;
    }
    confirm(lease, batch, receipt, now);
  }

  private void confirm(
      DestinationLease lease, NotificationBatch batch, DeliveryReceipt receipt, Instant now) {
    Channel channel = channel(lease);
    transaction.executeWithoutResult(status -> {
      claims.sent(batch.carrier(), receipt, now);
      takes(lease, now.plus(channel.pace()), now);
    });
    String permalink = channel.permalink(receipt);
    if (permalink != null) {
      claims.permalink(batch.carrier(), permalink);
    }
  }

  /** What this place or, where the channel had failed here, the whole channel refused is tried again at once. */
  private void takes(DestinationLease lease, Instant nextAttemptAt, Instant now) {
    destinations.succeeded(lease, nextAttemptAt, now);
    claims.retryRefused(lease.destination(), now);
    if (lease.failures() > 0) {
      destinations.retryRefused(lease.destination().channelKind(), now);
    }
  }

  private void fail(
      DestinationLease lease,
      NotificationBatch batch,
      boolean outcomeUnknown,
      DeliveryException problem,
      Instant now) {
    if (problem.kind() == Kind.CONTENT) {
      park(lease, batch, outcomeUnknown, problem, now);
    } else {
      hold(lease, batch, outcomeUnknown, problem, now);
    }
  }

  /** The message waits, the place goes on. */
  private void park(
      DestinationLease lease,
      NotificationBatch batch,
      boolean outcomeUnknown,
      DeliveryException problem,
      Instant now) {
    String error = bounded(problem);
    Instant retryAt = now.plus(RetryBackoff.REFUSED);
    transaction.executeWithoutResult(status -> {
      claims.failed(batch.carrier(), outcomeUnknown, error, retryAt, now);
      destinations.leave(lease, now.plus(channel(lease).pace()), now);
    });
    log.error(
        "{} refuses one message with {} notifications; it is tried again at {}, other messages are still sent: {}",
        lease.destination(),
        batch.members().size(),
        retryAt,
        error);
  }

  private void hold(
      DestinationLease lease,
      NotificationBatch batch,
      boolean outcomeUnknown,
      DeliveryException problem,
      Instant now) {
    Instant nextAttemptAt = now.plus(backoff.after(problem, lease.failures() + 1));
    String error = bounded(problem);
    transaction.executeWithoutResult(status -> {
      claims.failed(batch.carrier(), outcomeUnknown, error, null, now);
      destinations.failed(lease, problem.kind() == Kind.PERMANENT, error, nextAttemptAt, now);
    });
    log.warn(
        "{} notifications to {} are still pending, attempt {} failed, next at {}: {}",
        batch.members().size(),
        lease.destination(),
        batch.attempts() + 1,
        nextAttemptAt,
        error);
  }

  private void change(DestinationLease lease, DispatchRepository.Edit edit, Instant now) {
    try {
      Channel channel = channel(lease);
      DeliveryReceipt sent = edit.sent();
      if (channel.canEdit() && sent != null) {
        Message present = composer.present(edit.carrier());
        Delivery delivery = new Delivery(edit.carrier(), sent.destination(), null, present);
        guarded(() -> {
          channel.edit(delivery, sent);
          return sent;
        });
        takes(lease, now.plus(channel.pace()), now);
      } else {
        destinations.leave(lease, now, now);
      }
      claims.edited(edit);
    } catch (DeliveryException e) {
      String error = bounded(e);
      log.warn("A message at {} could not be updated: {}", lease.destination(), error);
      if (e.kind() == Kind.PERMANENT || e.kind() == Kind.CONTENT) {
        // The replies in its thread say the same; it is not worth a second attempt.
        claims.edited(edit);
        destinations.leave(lease, now, now);
      } else {
        Instant nextAttemptAt = now.plus(backoff.after(e, lease.failures() + 1));
        destinations.failed(lease, false, error, nextAttemptAt, now);
      }
    }
  }

  private static <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (DeliveryException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      // Without its message, which may hold anything.
      throw new DeliveryException(
          Kind.UNCLEAR, "the channel broke: " + e.getClass().getName(), null);
    }
  }

  private static String bounded(DeliveryException problem) {
    return PlainTextRenderer.oneLine(
        String.valueOf(problem.getMessage()), DispatchRepository.MAX_ERROR);
  }

  private Channel channel(DestinationLease lease) {
    return channels.named(lease.destination().channelKind());
  }
}
