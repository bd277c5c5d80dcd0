package io.nightjar.runner.http.poll;

import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.http.call.CallAbandonedException;
import io.nightjar.runner.http.target.PollSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Polls a job from its acceptance to its end. The first polls come quickly, since a short run could fall between two
 * polls; then the pauses grow up to the configured one.
 */
public final class StatusPoller {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration SLICE = Duration.ofMillis(100);

  private final RunContext context;
  private final PollSpec poll;
  private final StatusRequest statusRequest;
  private final PollProgress progress;
  private final Clock clock;
  private final Sleeper sleeper;
  private final StatusChangeLog changes;

  public StatusPoller(
      RunContext context,
      PollSpec poll,
      StatusRequest statusRequest,
      PollProgress progress,
      Clock clock,
      Sleeper sleeper) {
    this.context = context;
    this.poll = poll;
    this.statusRequest = statusRequest;
    this.progress = progress;
    this.clock = clock;
    this.sleeper = sleeper;
    this.changes = new StatusChangeLog(context, poll.target());
  }

  /**
   * An interrupt only means that Nightjar stops: the service goes on with the job, and another instance can follow it.
   */
  public RunnerResult poll() {
    try {
      for (Duration next = FIRST_PAUSE; !isDetached(); next = longer(next)) {
        RunResult finish = step();
        if (finish != null) {
          return RunnerResult.finished(finish);
        }
        sleep(next);
      }
    } catch (CallAbandonedException detached) {
      return detached();
    } catch (InterruptedException stopping) {
      return RunnerResult.leftRunning();
    }
    return detached();
  }

  private @Nullable RunResult step() throws CallAbandonedException, InterruptedException {
    Instant now = clock.instant();
    PollResult result = statusRequest.send(sinceSent -> !isDetached());
    changes.report(result);
    RunResult finish = progress.update(result, now);
    if (progress.hasBeenSeenRunning()) {
      context.started();
    }
    return finish;
  }

  private void sleep(Duration planned) throws InterruptedException {
    Duration left = planned;
    if (!progress.hasBeenSeenRunning()) {
      Duration untilSeen = Duration.between(clock.instant(), progress.seenBy());
      left = untilSeen.isNegative() || untilSeen.isZero() || untilSeen.compareTo(left) > 0
          ? left
          : untilSeen;
    }
    // Asking whether to go on may wait for the database: that time counts as well.
    long begun = System.nanoTime();
    while (!left.isNegative() && !left.isZero() && !isDetached()) {
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      sleeper.sleep(slice);
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

  private RunnerResult detached() {
    if (context.stopping()) {
      return RunnerResult.leftRunning();
    }
    String cause =
        "cancelled: no longer followed. Nightjar cannot stop the service: the job goes on there.";
    return RunnerResult.finished(new RunResult(Outcome.CANCELLED, cause, null, null));
  }
}
