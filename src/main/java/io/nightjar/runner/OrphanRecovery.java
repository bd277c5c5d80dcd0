package io.nightjar.runner;

import java.time.Instant;

/** Finds what a dead instance left running on this host, and ends it. */
@FunctionalInterface
public interface OrphanRecovery {

  void step(Instant now);
}
