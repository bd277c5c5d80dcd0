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

/** Watches the watchdog on a thread of its own, which touches no database, so that a hanging one does not hold it. */
@Component
@ConditionalOnProperty(
    name = "nightjar.watchdog.enabled",
    havingValue = "true",
    matchIfMissing = true)
// Stops before the watchdog does: one that stops is not blind.
@DependsOn({"judgeLoop", "watchdogLoop"})
class WatchdogMonitorLoop extends BackgroundLoop {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final LoopMessages MESSAGES = new LoopMessages(
      LoggerFactory.getLogger(WatchdogMonitorLoop.class),
      "Nobody would be told that the watchdog is blind. The look for it goes on.",
      "It is seen again whether the watchdog is blind");

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
