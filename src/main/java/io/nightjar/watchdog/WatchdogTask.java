package io.nightjar.watchdog;

import java.time.Instant;
import java.util.Optional;

/** Something that the watchdog does in each pass, in the order given by {@code @Order}. */
public interface WatchdogTask {

  int CATALOGUE = 10;
  int INSTANCES = 20;
  int CALLBACKS = 28;
  int EXTERNAL_RUNS = 28;
  int UNSCHEDULED_RUNS = 29;
  int JUDGING = 30;
  int CHECKS = 35;
  int FOLLOW_UP = 40;
  int DIGEST = 60;
  int RETENTION = 90;
  int MONITORING_GAPS = 95;

  /** The thread that does it. */
  default WatchdogLane lane() {
    return WatchdogLane.WATCH;
  }

  /** Does one portion of what is due. True when there may be more. */
  boolean step(Instant now);

  /** When there is something to do before the next pass, which is at most a second away; empty: nothing is known. */
  default Optional<Instant> nextDue() {
    return Optional.empty();
  }
}
