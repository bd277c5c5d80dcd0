package io.nightjar.watchdog;

import io.nightjar.alert.DispatcherLoop;
import io.nightjar.database.ReservedConnections;
import io.nightjar.ledger.Doorbell;
import io.nightjar.loop.Consequence;
import io.nightjar.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Drives the watchdog on a thread of its own. Survives everything: what kills the jobs must not kill the watcher. */
@Component
@ConditionalOnProperty(
    name = "nightjar.watchdog.enabled",
    havingValue = "true",
    matchIfMissing = true)
class WatchdogLoop extends Loop {

  private static final Logger log = LoggerFactory.getLogger(WatchdogLoop.class);
  private static final Duration BREATH = Duration.ofMillis(20);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final Consequence CONSEQUENCE = new Consequence(
      log,
      "The watchdog cannot see: nobody is told of missing runs until it can. It goes on trying.",
      "The watchdog sees again");

  private final Watchdog watchdog;
  private final WatchdogStatus status;
  private final BlindBook blindBook;
  private final DispatcherLoop dispatcher;
  private final Clock clock;

  WatchdogLoop(
      Watchdog watchdog,
      WatchdogStatus status,
      BlindBook blindBook,
      Doorbell doorbell,
      DispatcherLoop dispatcher,
      Clock clock) {
    super("nightjar-watchdog", clock, doorbell, LONGEST_STOP, CONSEQUENCE);
    this.watchdog = watchdog;
    this.status = status;
    this.blindBook = blindBook;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    status.begins(clock.instant());
    super.start();
  }

  /** With connections that pings, Quartz and reports cannot take. */
  @Override
  protected Duration pass(Instant now) {
    return ReservedConnections.use(() -> look(now));
  }

  private Duration look(Instant now) {
    boolean more;
    try {
      more = watchdog.step(now);
    } catch (Throwable failure) {
      status.failed(failure);
      throw failure;
    }
    status.passed(now);
    dispatcher.ring();
    blindBook.step();
    return more ? Duration.ZERO : atLeastABreath(watchdog.idle(clock.instant()));
  }

  /** What is due and yet was not judged is locked by another process, which takes its time. */
  private static Duration atLeastABreath(Duration idle) {
    return idle.isZero() || idle.isNegative() ? BREATH : idle;
  }
}
