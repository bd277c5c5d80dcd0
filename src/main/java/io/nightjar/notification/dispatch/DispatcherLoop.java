package io.nightjar.notification.dispatch;

import io.nightjar.notification.Channel;
import io.nightjar.notification.ChannelRegistry;
import io.nightjar.platform.loop.BackgroundLoop;
import io.nightjar.platform.loop.ClockCorrection;
import io.nightjar.platform.loop.LoopMessages;
import io.nightjar.platform.loop.WakeUpSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Drives the dispatcher on a thread of its own, in the watchdog role. */
@Component
@ConditionalOnProperty(
    name = "nightjar.watchdog.enabled",
    havingValue = "true",
    matchIfMissing = true)
public class DispatcherLoop extends BackgroundLoop {

  private static final Logger log = LoggerFactory.getLogger(DispatcherLoop.class);
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
  // A message on its way is waited for, so that its confirmation is not lost.
  private static final Duration LONGEST_STOP = Duration.ofSeconds(25);
  private static final LoopMessages MESSAGES = new LoopMessages(
      log,
      "Notifications are not being delivered; they stay pending and the dispatcher keeps trying",
      "Notifications are being delivered again");

  private final Dispatcher dispatcher;
  private final ChannelRegistry channels;
  private final ClockCorrection shared;
  private volatile @Nullable Instant lastPass;

  DispatcherLoop(
      Dispatcher dispatcher, ChannelRegistry channels, ClockCorrection shared, Clock clock) {
    super("nightjar-dispatcher", clock, new WakeUpSignal(), LONGEST_STOP, MESSAGES);
    this.dispatcher = dispatcher;
    this.channels = channels;
    this.shared = shared;
  }

  /** Signals that a notification may have been added; call it after the commit. */
  @Override
  public void wake() {
    super.wake();
  }

  @Nullable
  Instant lastPass() {
    return lastPass;
  }

  @Override
  public synchronized void start() {
    announce();
    super.start();
  }

  @Override
  protected void stopTimedOut() {
    log.warn(
        "A message was being sent at shutdown; it will be sent again, marked as a possible repeat");
  }

  private void announce() {
    Channel channel = channels.preferred();
    if (channel.isConfigured()) {
      log.info("Alerts go to: {}", channel.kind());
    } else {
      log.error(
          "NO ALERT CHANNEL IS CONFIGURED: nobody will be notified of missing runs. Set nightjar.slack.token"
              + " and nightjar.slack.channel. Notifications stay pending until then.");
    }
  }

  @Override
  protected Duration pass(Instant now) {
    Instant agreed = shared.correct(now);
    boolean found = dispatcher.step(agreed);
    lastPass = now;
    return found ? Duration.ZERO : untilNextDue(agreed);
  }

  private Duration untilNextDue(Instant now) {
    Instant due = dispatcher.nextDue(now);
    if (due == null || due.isAfter(now.plus(LONGEST_SLEEP))) {
      return LONGEST_SLEEP;
    }
    // Rounded up, or the loop would spin through the last millisecond.
    return Duration.between(now, due).plusMillis(1);
  }
}
