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

/** Drives the dead man's switch of a process that watches, on a thread of its own: what it waits for holds up nothing. */
@Component
class DeadManSwitchLoop extends BackgroundLoop {

  private static final Duration SOONER = Duration.ofSeconds(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);
  private static final LoopMessages MESSAGES = new LoopMessages(
      LoggerFactory.getLogger(DeadManSwitchLoop.class),
      "The dead man's switch is not called and will ring. It goes on trying.",
      "The dead man's switch is looked after again");

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
