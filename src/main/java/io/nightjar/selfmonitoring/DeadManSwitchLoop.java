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

/** Calls the dead man's switch of a watchdog process, on its own thread: a slow call delays nothing else. */
@Component
class DeadManSwitchLoop extends BackgroundLoop {

  private static final Duration SOONER = Duration.ofSeconds(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);
  private static final LoopMessages MESSAGES = new LoopMessages(
      LoggerFactory.getLogger(DeadManSwitchLoop.class),
      "The dead man's switch could not be called and will raise an alarm. Nightjar keeps trying.",
      "The dead man's switch is called again");

  private final DeadManSwitch deadMan;
  private final Roles roles;

  DeadManSwitchLoop(DeadManSwitch deadMan, Roles roles, Clock clock) {
    super("nightjar-deadman", clock, new WakeUpSignal(), LONGEST_STOP, MESSAGES);
    this.deadMan = deadMan;
    this.roles = roles;
  }

  @Override
  public synchronized void start() {
    if (roles.watchdog() && deadMan.isConfigured()) {
      super.start();
    }
  }

  @Override
  protected Duration pass(Instant now) throws InterruptedException {
    return deadMan.step(now) ? deadMan.every() : SOONER;
  }
}
