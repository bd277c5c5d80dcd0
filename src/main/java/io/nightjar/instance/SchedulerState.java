package io.nightjar.instance;

import io.nightjar.platform.sql.StoredEnum;
import java.util.Locale;

/** The state that the scheduler of a process reports. It does not prove that any job is started. */
public enum SchedulerState {
  /** The process is not to fire jobs. */
  OFF,
  STARTING,
  STARTED,
  /** It was put on standby and starts nothing, or it was never started. */
  STANDBY,
  /** Its process is being stopped and waits for its runs. */
  STOPPING,
  SHUT_DOWN,
  /** Its thread has ended, whatever state it reports. */
  DEAD,
  /** What a newer version wrote and this one does not know. */
  UNKNOWN;

  static SchedulerState of(String word) {
    return StoredEnum.read(values(), SchedulerState::word, word, UNKNOWN);
  }

  /** Whether it fires nothing and nothing is under way that would change that. */
  public boolean isHalted() {
    return this == STANDBY || this == SHUT_DOWN || this == DEAD;
  }

  /** The word in JSON and in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
