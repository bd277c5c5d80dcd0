package io.nightjar.platform.loop;

import java.time.Instant;

/**
 * Corrects an instant of this process's own clock by the clock that all processes share, the database's. What a loop
 * decides and stores by the corrected instant is not put off when a clock jumps and is set right.
 */
@FunctionalInterface
public interface ClockCorrection {

  /** The same instant unless the two clocks differ by more than seconds; then that of the shared clock. */
  Instant correct(Instant own);
}
