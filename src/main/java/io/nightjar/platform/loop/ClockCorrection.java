package io.nightjar.platform.loop;

import java.time.Instant;

/**
 * Corrects an instant of this process's clock by the database's clock, which all processes share. Decisions that a loop
 * stores with the corrected instant are not delayed when a clock jumps and is corrected.
 */
@FunctionalInterface
public interface ClockCorrection {

  /** Returns the same instant, or that of the shared clock when the two differ by more than a few seconds. */
  Instant correct(Instant own);
}
