package io.nightjar.runner.http;

import io.nightjar.ledger.Finish;
import io.nightjar.runner.Wording;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has been seen so far of a job that is polled, and what that means. Reads no clock and calls nobody. */
final class Progress {

  /** A job that is still said to run so long after its deadline has been overdue for a day: somebody knows. */
  private static final Duration PATIENCE = Duration.ofHours(24);

  private final HttpWork work;
  private final Poll poll;
  private final Instant acceptedAt;
  private final Instant finishDeadline;
  private boolean seenRunning;
  private int looks;
  private @Nullable String gap;

  Progress(
      HttpWork work, Poll poll, Instant acceptedAt, Instant finishDeadline, boolean seenRunning) {
    this.work = work;
    this.poll = poll;
    this.acceptedAt = acceptedAt;
    this.finishDeadline = finishDeadline;
    this.seenRunning = seenRunning;
  }

  boolean hasBeenSeenRunning() {
    return seenRunning;
  }

  /** When the job must have been seen running. */
  Instant seenBy() {
    return acceptedAt.plus(poll.seenRunningWithin());
  }

  /** Takes in one look, begun at the given instant; returns how the run ended, null while it has not. */
  @Nullable
  Finish after(Look look, Instant now) {
    looks++;
    Finish finish = switch (look.state()) {
      case RUNNING -> running(now);
      case NOT_RUNNING -> seenRunning ? ended() : awaited(look, now, seenBy());
      case UNUSABLE -> unreadable(look, now, seenBy());
      case UNREADABLE -> unreadable(look, now, later(seenBy(), finishDeadline));
    };
    if (!look.isReadable()) {
      gap = look.trouble();
    }
    return finish;
  }

  private @Nullable Finish running(Instant now) {
    if (!seenRunning) {
      seenRunning = true;
      gap = null;
    }
    return isLost(now) ? lost("the service still reports it running", null) : null;
  }

  private Finish ended() {
    String note = "the service no longer reports it running";
    return Finish.succeeded(
        gap == null
            ? note
            : note + "; in between its status could not be read (" + gap
                + "): it may have been restarted");
  }

  private @Nullable Finish awaited(Look look, Instant now, Instant until) {
    if (now.isBefore(until)) {
      return null;
    }
    String odd = look.trouble() == null ? "" : "; " + look.trouble();
    return Finish.failed(
        work.request() + ": " + work.acceptance() + " but was not seen running within "
            + Wording.span(poll.seenRunningWithin()) + " (" + looks + " looks at " + poll.target()
            + odd
            + "). Look into the service's own log, then run the job again.",
        gap);
  }

  private @Nullable Finish unreadable(Look look, Instant now, Instant until) {
    if (seenRunning) {
      return isLost(now) ? lost("its status cannot be read", look.trouble()) : null;
    }
    if (now.isBefore(until)) {
      return null;
    }
    return Finish.failed(
        work.request() + ": " + work.acceptance() + " but whether it runs could not be seen: "
            + poll.target() + ": " + look.trouble(),
        null);
  }

  private boolean isLost(Instant now) {
    return now.isAfter(finishDeadline.plus(PATIENCE));
  }

  private Finish lost(String why, @Nullable String trouble) {
    return Finish.failed(
        "lost track: " + Wording.span(PATIENCE) + " after its finish deadline " + why + " ("
            + poll.target() + ")" + (trouble == null ? "" : ": " + trouble),
        null);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
