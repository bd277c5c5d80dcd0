package io.nightjar.runner.http.poll;

import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.http.target.HttpTarget;
import io.nightjar.runner.http.target.PollSpec;
import io.nightjar.runner.text.RunWording;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides from the poll results so far how a polled job stands. Reads no clock and sends nothing. */
public final class PollProgress {

  /**
   * A job that is still reported running this long after its deadline has been overdue for a day, so people have been
   * told.
   */
  private static final Duration PATIENCE = Duration.ofHours(24);

  private final HttpTarget work;
  private final PollSpec poll;
  private final Instant acceptedAt;
  private final Instant finishDeadline;
  private boolean seenRunning;
  private int polls;
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

  /** Processes one poll result, begun at the given instant; returns how the run ended, null while it has not. */
  @Nullable
  RunResult update(PollResult result, Instant now) {
    polls++;
    RunResult finish = switch (result.state()) {
      case RUNNING -> running(now);
      case NOT_RUNNING -> seenRunning ? ended() : awaited(result, now, seenBy());
      case UNUSABLE -> unreadable(result, now, seenBy());
      case UNREADABLE -> unreadable(result, now, later(seenBy(), finishDeadline));
    };
    if (!result.isReadable()) {
      gap = result.problem();
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
            : note + "; meanwhile its status could not be read (" + gap
                + "): the service may have been restarted");
  }

  private @Nullable RunResult awaited(PollResult result, Instant now, Instant until) {
    if (now.isBefore(until)) {
      return null;
    }
    String odd = result.problem() == null ? "" : "; " + result.problem();
    return RunResult.failed(
        work.request() + ": " + work.acceptance() + " but was not seen running within "
            + RunWording.span(poll.seenRunningWithin()) + " (" + polls + " polls of "
            + poll.target()
            + odd
            + "). Check the service's own log, then re-run the job.",
        gap);
  }

  private @Nullable RunResult unreadable(PollResult result, Instant now, Instant until) {
    if (seenRunning) {
      return isLost(now) ? lost("its status cannot be read", result.problem()) : null;
    }
    if (now.isBefore(until)) {
      return null;
    }
    return RunResult.failed(
        work.request() + ": " + work.acceptance() + " but its status could not be read: "
            + poll.target() + ": " + result.problem(),
        null);
  }

  private boolean isLost(Instant now) {
    return now.isAfter(finishDeadline.plus(PATIENCE));
  }

  private RunResult lost(String why, @Nullable String problem) {
    return RunResult.failed(
        "lost track: " + RunWording.span(PATIENCE) + " after its finish deadline " + why + " ("
            + poll.target() + ")" + (problem == null ? "" : ": " + problem),
        null);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
