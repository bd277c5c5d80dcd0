package io.nightjar.watchdog;

import io.nightjar.database.ReservedConnections;
import io.nightjar.notification.dispatch.DispatcherLoop;
import io.nightjar.platform.loop.BackgroundLoop;
import io.nightjar.platform.loop.LoopMessages;
import io.nightjar.platform.loop.WakeUpSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Drives one lane of the watchdog on a thread of its own. Survives everything: what kills the jobs must not kill the watcher. */
class WatchdogLoop extends BackgroundLoop {

  private static final Duration BREATH = Duration.ofMillis(20);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final WatchdogLane lane;
  private final Watchdog watchdog;
  private final WatchdogStatus status;
  private final DispatcherLoop dispatcher;
  private final Clock clock;

  WatchdogLoop(
      WatchdogLane lane,
      Watchdog watchdog,
      WatchdogStatus status,
      DispatcherLoop dispatcher,
      WakeUpSignal wakeUp,
      Clock clock) {
    super(
        lane.thread(),
        clock,
        wakeUp,
        LONGEST_STOP,
        new LoopMessages(LoggerFactory.getLogger(WatchdogLoop.class), lane.failing(), lane.over()));
    this.lane = lane;
    this.watchdog = watchdog;
    this.status = status;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    status.begins(lane, clock.instant());
    super.start();
  }

  /** Judging has connections that pings, Quartz and reports cannot take. */
  @Override
  protected Duration pass(Instant now) {
    return lane == WatchdogLane.JUDGE ? ReservedConnections.use(() -> look(now)) : look(now);
  }

  private Duration look(Instant now) {
    boolean more;
    try {
      more = watchdog.step(Set.of(lane), now);
    } catch (Throwable failure) {
      status.failed(lane, failure);
      throw failure;
    }
    status.passed(lane, now);
    dispatcher.wake();
    if (more) {
      return Duration.ZERO;
    }
    return lane == WatchdogLane.JUDGE ? atLeastABreath(watchdog.idle(clock.instant())) : EVERY;
  }

  /** What is due and yet was not judged is locked by another process, which takes its time. */
  private static Duration atLeastABreath(Duration idle) {
    return idle.isZero() || idle.isNegative() ? BREATH : idle;
  }
}
