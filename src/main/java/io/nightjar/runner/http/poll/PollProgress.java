package io.nightjar.runner.http.poll;

import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.http.target.HttpTarget;
import io.nightjar.runner.http.target.PollSpec;
import io.nightjar.runner.text.RunWording;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has been seen so far of a job that is polled, and what that means. Reads no clock and calls nobody. */
public final class PollProgress {

  /** A job that is still said to run so long after its deadline has been overdue for a day: somebody knows. */
  private static final Duration PATIENCE = Duration.ofHours(24);

  private final HttpTarget work;
  private final PollSpec poll;
  private final Instant acceptedAt;
  private final Instant finishDeadline;
  private boolean seenRunning;
  private int looks;
  private @Nullable String gap;

  public PollProgress(
      HttpTarget work,
      PollSpec poll,
      Instant acceptedAt,
      Instant finishDeadline,
      boolean seenRunning) {
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
  RunResult after(PollResult look, Instant now) {
    looks++;
    RunResult finish = switch (look.state()) {
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

  private @Nullable RunResult running(Instant now) {
    if (!seenRunning) {
      seenRunning = true;
      gap = null;
    }
    return isLost(now) ? lost("the service still reports it running", null) : null;
  }

  private RunResult ended() {
    String note = "the service no longer reports it running";
    return RunResult.succeeded(
        gap == null
            ? note
            : note + "; in between its status could not be read (" + gap
                + "): it may have been restarted");
  }

  private @Nullable RunResult awaited(PollResult look, Instant now, Instant until) {
    if (now.isBefore(until)) {
      return null;
    }
    String odd = look.trouble() == null ? "" : "; " + look.trouble();
    return RunResult.failed(
        work.request() + ": " + work.acceptance() + " but was not seen running within "
            + RunWording.span(poll.seenRunningWithin()) + " (" + looks + " looks at "
            + poll.target()
            + odd
            + "). Look into the service's own log, then run the job again.",
        gap);
  }

  private @Nullable RunResult unreadable(PollResult look, Instant now, Instant until) {
    if (seenRunning) {
      return isLost(now) ? lost("its status cannot be read", look.trouble()) : null;
    }
    if (now.isBefore(until)) {
      return null;
    }
    return RunResult.failed(
        work.request() + ": " + work.acceptance() + " but whether it runs could not be seen: "
            + poll.target() + ": " + look.trouble(),
        null);
  }

  private boolean isLost(Instant now) {
    return now.isAfter(finishDeadline.plus(PATIENCE));
  }

  private RunResult lost(String why, @Nullable String trouble) {
    return RunResult.failed(
        "lost track: " + RunWording.span(PATIENCE) + " after its finish deadline " + why + " ("
            + poll.target() + ")" + (trouble == null ? "" : ": " + trouble),
        null);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
