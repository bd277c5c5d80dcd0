package io.nightjar.instance;

import io.nightjar.platform.loop.BackgroundLoop;
import io.nightjar.platform.loop.LoopMessages;
import io.nightjar.platform.loop.WakeUpSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Drives the keepAlive on a thread of its own, which nothing ends but the stop of the process. First to start, so that every
 * run is an instance's that is known; last to stop, so that the goodbye comes when the runner has left its runs.
 */
@Component
class KeepAliveLoop extends BackgroundLoop {

  private static final Logger log = LoggerFactory.getLogger(KeepAliveLoop.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final LoopMessages MESSAGES = new LoopMessages(
      log,
      "This instance cannot say that it lives; others may take its runs for lost. It goes on trying.",
      "This instance is seen alive again");

  private final KeepAlive keepAlive;
  private final InstanceProperties settings;

  KeepAliveLoop(KeepAlive keepAlive, InstanceProperties settings, Clock clock) {
    super("nightjar-keep-alive", clock, new WakeUpSignal(), LONGEST_STOP, MESSAGES);
    this.keepAlive = keepAlive;
    this.settings = settings;
  }

  @Override
  public synchronized void start() {
    once();
    super.start();
  }

  @Override
  protected Duration pass(Instant now) {
    keepAlive.beat();
    return settings.keepAliveEvery();
  }

  /** A keepAlive under way ends first: it must not follow the goodbye. */
  @Override
  public synchronized void stop() {
    if (!isRunning()) {
      return;
    }
    super.stop();
    try {
      keepAlive.stopped();
    } catch (RuntimeException e) {
      log.warn(
          "This instance could not say goodbye; others will notice when its keep-alives stop: {}",
          e.toString());
    }
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
