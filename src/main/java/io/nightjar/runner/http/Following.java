package io.nightjar.runner.http;

import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Outcome;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.RunResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Polls a job from its acceptance to its end. The first polls come quickly, since a short run could fall between two,
 * and then at growing pauses up to the configured one.
 */
final class Following {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration SLICE = Duration.ofMillis(100);

  private final RunContext context;
  private final Poll poll;
  private final Lookout lookout;
  private final Progress progress;
  private final Clock clock;
  private final Pause pause;
  private final Changes changes;

  Following(
      RunContext context, Poll poll, Lookout lookout, Progress progress, Clock clock, Pause pause) {
    this.context = context;
    this.poll = poll;
    this.lookout = lookout;
    this.progress = progress;
    this.clock = clock;
    this.pause = pause;
    this.changes = new Changes(context, poll.target());
  }

  /** An interruption only ever means that the process stops: the run goes on elsewhere and can be followed again. */
  RunResult toTheEnd() {
    try {
      for (Duration next = FIRST_PAUSE; !isDetached(); next = longer(next)) {
        Finish finish = step();
        if (finish != null) {
          return RunResult.finished(finish);
        }
        rest(next);
      }
    } catch (CallAbandonedException detached) {
      return detached();
    } catch (InterruptedException stopping) {
      return RunResult.leftRunning();
    }
    return detached();
  }

  private @Nullable Finish step() throws CallAbandonedException, InterruptedException {
    Instant now = clock.instant();
    Look look = lookout.look(sinceDeparture -> !isDetached());
    changes.report(look);
    Finish finish = progress.after(look, now);
    if (progress.hasBeenSeenRunning()) {
      context.started();
    }
    return finish;
  }

  private void rest(Duration planned) throws InterruptedException {
    Duration left = planned;
    if (!progress.hasBeenSeenRunning()) {
      Duration untilSeen = Duration.between(clock.instant(), progress.seenBy());
      left = untilSeen.isNegative() || untilSeen.isZero() || untilSeen.compareTo(left) > 0
          ? left
          : untilSeen;
    }
    // The question whether to go on may wait for the database: that is time as well.
    long begun = System.nanoTime();
    while (!left.isNegative() && !left.isZero() && !isDetached()) {
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      pause.of(slice);
      left = left.minus(longer(slice, Duration.ofNanos(System.nanoTime() - begun)));
      begun = System.nanoTime();
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private Duration longer(Duration last) {
    Duration doubled = last.multipliedBy(2);
    return doubled.compareTo(poll.every()) < 0 ? doubled : poll.every();
  }

  private boolean isDetached() {
    return context.stopping() || context.cancelled();
  }

  private RunResult detached() {
    if (context.stopping()) {
      return RunResult.leftRunning();
    }
    String cause =
        "cancelled: no longer followed. The service cannot be told to stop: the job goes on there.";
    return RunResult.finished(new Finish(Outcome.CANCELLED, cause, null, null));
  }
}
