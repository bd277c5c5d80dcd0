package io.nightjar.watchdog;

import io.nightjar.config.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.watchdog}.
 *
 * @param instanceDeadAfter an instance without a pulse for so long is given up
 * @param blindAfter people are told when the watchdog has not seen the ledger for so long
 * @param clockSkew people are told when the clock of a process differs from the database's by more
 */
public record WatchdogProperties(
    @DefaultValue("30s") Duration instanceDeadAfter,
    @DefaultValue("30s") Duration blindAfter,
    @DefaultValue("5s") Duration clockSkew) {

  private static final Duration SHORTEST_BLIND = Duration.ofSeconds(5);
  private static final Duration SMALLEST_SKEW = Duration.ofSeconds(1);

  static void check(WatchdogProperties settings, Problems problems) {
    if (settings.blindAfter().compareTo(SHORTEST_BLIND) < 0) {
      problems.problem(
          "blind-after",
          settings.blindAfter().toString(),
          "is shorter than a slow look at the database may take",
          "write at least " + SHORTEST_BLIND.toSeconds() + "s; 30s is usual");
    }
    if (settings.clockSkew().compareTo(SMALLEST_SKEW) < 0) {
      problems.problem(
          "clock-skew",
          settings.clockSkew().toString(),
          "is less than can be measured",
          "write at least " + SMALLEST_SKEW.toSeconds() + "s; 5s is usual");
    }
  }
}
