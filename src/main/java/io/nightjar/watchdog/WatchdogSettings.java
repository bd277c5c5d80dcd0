package io.nightjar.watchdog;

import io.nightjar.job.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.watchdog}.
 *
 * @param instanceDeadAfter an instance without a pulse for so long is given up
 * @param blindAfter people are told when the watchdog has not seen the ledger for so long
 */
record WatchdogSettings(
    @DefaultValue("30s") Duration instanceDeadAfter,
    @DefaultValue("30s") Duration blindAfter) {

  private static final Duration SHORTEST_BLIND = Duration.ofSeconds(5);

  static void check(WatchdogSettings settings, Problems problems) {
    if (settings.blindAfter().compareTo(SHORTEST_BLIND) < 0) {
      problems.problem(
          "blind-after",
          settings.blindAfter().toString(),
          "is shorter than a slow look at the database may take",
          "write at least " + SHORTEST_BLIND.toSeconds() + "s; 30s is usual");
    }
  }
}
