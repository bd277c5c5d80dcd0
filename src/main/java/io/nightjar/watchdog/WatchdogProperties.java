package io.nightjar.watchdog;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.watchdog}.
 *
 * @param instanceDeadAfter an instance without a pulse for so long is given up
 * @param blindAfter people are told when the watchdog has not seen the ledger for so long
 * @param clockSkew people are told when the clock of a process differs from the database's by more
 * @param roleMissingAfter people are told when no process of a role has been there for so long
 */
@ConfigurationProperties("nightjar.watchdog")
public record WatchdogProperties(
    @DefaultValue("30s") Duration instanceDeadAfter,
    @DefaultValue("30s") Duration blindAfter,
    @DefaultValue("5s") Duration clockSkew,
    @DefaultValue("1m") Duration roleMissingAfter)
    implements Checked {

  private static final Duration SHORTEST_BLIND = Duration.ofSeconds(5);
  private static final Duration SHORTEST_ABSENCE = Duration.ofSeconds(10);
  private static final Duration SMALLEST_SKEW = Duration.ofSeconds(1);

  @Override
  public void check(Problems problems) {
    if (blindAfter().compareTo(SHORTEST_BLIND) < 0) {
      problems.problem(
          "blind-after",
          "is shorter than a slow look at the database may take",
          "write at least " + SHORTEST_BLIND.toSeconds() + "s; 30s is usual");
    }
    if (clockSkew().compareTo(SMALLEST_SKEW) < 0) {
      problems.problem(
          "clock-skew",
          "is less than can be measured",
          "write at least " + SMALLEST_SKEW.toSeconds() + "s; 5s is usual");
    }
    if (roleMissingAfter.compareTo(SHORTEST_ABSENCE) < 0) {
      problems.problem(
          "role-missing-after",
          "is shorter than a restart takes",
          "write at least " + SHORTEST_ABSENCE.toSeconds() + "s; 1m is usual");
    }
  }
}
