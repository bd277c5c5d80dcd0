package io.nightjar.watchdog;

import io.nightjar.loop.Bell;
import io.nightjar.loop.Consequence;
import io.nightjar.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/** Watches the watchdog on a thread of its own, which touches no database, so that a hanging one does not hold it. */
@Component
@ConditionalOnProperty(
    name = "nightjar.watchdog.enabled",
    havingValue = "true",
    matchIfMissing = true)
// Stops before the watchdog does: one that stops is not blind.
@DependsOn("watchdogLoop")
class BlindLoop implements SmartLifecycle {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final Consequence CONSEQUENCE = new Consequence(
      LoggerFactory.getLogger(BlindLoop.class),
      "Nobody would be told that the watchdog is blind. The look for it goes on.",
      "It is seen again whether the watchdog is blind");

  private final Loop loop;

  BlindLoop(BlindWatch watch, Clock clock) {
    this.loop = new Loop("nightjar-blind-watch", clock, new Bell(), CONSEQUENCE, now -> {
      watch.step(now);
      return EVERY;
    });
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(LONGEST_STOP);
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }
}
