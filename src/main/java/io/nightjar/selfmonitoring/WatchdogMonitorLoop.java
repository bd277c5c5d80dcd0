package io.nightjar.selfmonitoring;

import io.nightjar.platform.loop.BackgroundLoop;
import io.nightjar.platform.loop.LoopMessages;
import io.nightjar.platform.loop.WakeUpSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/** Monitors the watchdog on its own thread, which uses no database, so that a hanging database does not block it. */
@Component
@ConditionalOnProperty(
    name = "nightjar.watchdog.enabled",
    havingValue = "true",
    matchIfMissing = true)
// Stops before the watchdog, because a regular stop of the watchdog is not a failure.
@DependsOn({"judgeLoop", "watchdogLoop"})
class WatchdogMonitorLoop extends BackgroundLoop {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final LoopMessages MESSAGES = new LoopMessages(
      LoggerFactory.getLogger(WatchdogMonitorLoop.class),
      "The monitor of the watchdog failed: nobody would be notified if the watchdog stopped working. Nightjar keeps trying.",
      "The monitor of the watchdog works again");

  private final WatchdogMonitor watch;

  WatchdogMonitorLoop(WatchdogMonitor watch, Clock clock) {
    super("nightjar-blind-watch", clock, new WakeUpSignal(), LONGEST_STOP, MESSAGES);
    this.watch = watch;
  }

  @Override
  protected Duration pass(Instant now) {
    watch.step(now);
    return EVERY;
  }
}
