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
 * Sends keep-alives on a separate thread until the process stops. It starts first, so that every run belongs to a
 * registered instance. It stops last, so that the instance is marked as stopped only after the runner left its runs.
 */
@Component
class KeepAliveLoop extends BackgroundLoop {

  private static final Logger log = LoggerFactory.getLogger(KeepAliveLoop.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final LoopMessages MESSAGES = new LoopMessages(
      log,
      "This instance cannot send keep-alives; other instances may record its runs as lost. It keeps trying.",
      "This instance sends keep-alives again");

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
    keepAlive.send();
    return settings.keepAliveEvery();
  }

  /** Waits for a keep-alive in progress: none may be written after the instance is marked as stopped. */
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
          "This instance could not record that it stopped; other instances will notice that its keep-alives stop: {}",
          e.toString());
    }
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
