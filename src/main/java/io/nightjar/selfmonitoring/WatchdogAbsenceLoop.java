package io.nightjar.selfmonitoring;

import io.nightjar.config.Roles;
import io.nightjar.platform.loop.BackgroundLoop;
import io.nightjar.platform.loop.LoopMessages;
import io.nightjar.platform.loop.WakeUpSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Checks, in a process that only starts jobs, whether a watchdog is running; on its own thread. */
@Component
class WatchdogAbsenceLoop extends BackgroundLoop {

  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final LoopMessages MESSAGES = new LoopMessages(
      LoggerFactory.getLogger(WatchdogAbsenceLoop.class),
      "The check for a missing watchdog failed: its absence would not be announced. Nightjar keeps trying.",
      "The check for a missing watchdog works again");

  private final WatchdogAbsenceMonitor watch;
  private final Roles roles;

  WatchdogAbsenceLoop(WatchdogAbsenceMonitor watch, Roles roles, Clock clock) {
    super("nightjar-watchdog-watch", clock, new WakeUpSignal(), LONGEST_STOP, MESSAGES);
    this.watch = watch;
    this.roles = roles;
  }

  @Override
  public synchronized void start() {
    if (roles.scheduler() && !roles.watchdog()) {
      super.start();
    }
  }

  @Override
  protected Duration pass(Instant now) {
    watch.step(now);
    return EVERY;
  }
}
