package io.nightjar.ops;

import io.nightjar.job.Roles;
import io.nightjar.loop.Bell;
import io.nightjar.loop.Consequence;
import io.nightjar.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks, in a process that only starts jobs, whether anybody watches them; on a thread of its own. */
@Component
class WatchdogWatchLoop implements SmartLifecycle {

  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final Consequence CONSEQUENCE = new Consequence(
      LoggerFactory.getLogger(WatchdogWatchLoop.class),
      "Nobody would be told that nobody watches the jobs. The look for it goes on.",
      "It is seen again whether anybody watches the jobs");

  private final Roles roles;
  private final Loop loop;

  WatchdogWatchLoop(WatchdogWatch watch, Roles roles, Clock clock) {
    this.roles = roles;
    this.loop = new Loop("nightjar-watchdog-watch", clock, new Bell(), CONSEQUENCE, now -> {
      watch.step(now);
      return EVERY;
    });
  }

  @Override
  public void start() {
    if (roles.scheduler() && !roles.watchdog()) {
      loop.start();
    }
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
