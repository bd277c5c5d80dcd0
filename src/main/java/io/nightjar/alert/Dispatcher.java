package io.nightjar.alert;

import io.nightjar.alert.DeliveryException.Kind;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Delivers what the outbox owes. A notification is marked sent only when its channel has confirmed it; a process that
 * dies in between leaves a lease that expires, and the message is sent again, marked as a possible repeat.
 */
@Component
public class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final Claims claims;
  private final Channels channels;
  private final Backoff backoff;
  private final Turns turns = new Turns();

  @Autowired
  Dispatcher(Claims claims, Channels channels) {
    this(claims, channels, RandomGenerator.getDefault());
  }

  Dispatcher(Claims claims, Channels channels, RandomGenerator random) {
    this.claims = claims;
    this.channels = channels;
    this.backoff = new Backoff(random);
  }

  /** Tries to deliver one notification. One thread at a time. Says whether there was one to try. */
  public boolean step(Instant now) {
    Optional<Claim> next = turns.order(claims.destinations(now), now).stream()
        .flatMap(destination -> claims.claim(destination, now).stream())
        .findFirst();
    next.ifPresent(claim -> dispatch(claim, now));
    return next.isPresent();
  }

  /** When something that is not due yet will be, null when nothing is put off. */
  @Nullable
  Instant nextDue(Instant now) {
    return claims.nextDue(now);
  }

  private void dispatch(Claim claim, Instant now) {
    Notification notification = claim.notification();
    Receipt receipt;
    try {
      receipt = deliver(claim);
    } catch (DeliveryException e) {
      putOff(claim, e, now);
      return;
    }
    turns.succeeded(notification.destination());
    claims.sent(notification.id(), receipt, now);
  }

  private Receipt deliver(Claim claim) {
    try {
      return channels
          .named(claim.notification().destination().channelKind())
          .deliver(claim.delivery());
    } catch (DeliveryException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      // Without its message, which may hold anything.
      throw new DeliveryException(
          Kind.UNCLEAR, "the channel broke: " + e.getClass().getName(), null);
    }
  }

  private void putOff(Claim claim, DeliveryException problem, Instant now) {
    Notification notification = claim.notification();
    Destination destination = notification.destination();
    Backoff.Wait wait =
        backoff.after(problem, claim.attempts(), turns.failuresWithThis(destination));
    Instant due = now.plus(wait.notification());
    turns.failed(destination, now.plus(wait.destination()));
    String error = PlainText.oneLine(String.valueOf(problem.getMessage()), Claims.MAX_ERROR);
    claims.failed(notification.id(), problem.kind(), error, due, now);
    log.warn(
        "Notification {} to {} is still owed, attempt {} failed, next at {}: {}",
        notification.id(),
        destination,
        claim.attempts(),
        due,
        error);
  }
}
