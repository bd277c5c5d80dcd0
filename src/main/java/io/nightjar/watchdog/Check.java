package io.nightjar.watchdog;

import io.nightjar.incident.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks for problems of one kind that no expected run shows, and reports them. Reads only. */
public interface Check {

  /** How often it is made. */
  Duration every();

  /** All problems that it finds; empty: too early to say. */
  Optional<Findings> check(Instant now);
}
