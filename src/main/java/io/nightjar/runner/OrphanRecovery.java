package io.nightjar.runner;

import java.time.Instant;

/** Finds what a dead instance of this host has left running, and ends it. */
@FunctionalInterface
public interface OrphanRecovery {

  void step(Instant now);
}
