package io.nightjar.watchdog;

import io.nightjar.config.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code nightjar.watchdog} says of the roles, for whoever is left when one is missing.
 *
 * @param roleMissingAfter people are told when no process of a role has been there for so long
 */
public record RoleProperties(@DefaultValue("1m") Duration roleMissingAfter) {

  private static final Duration SHORTEST = Duration.ofSeconds(10);

  static void check(RoleProperties settings, Problems problems) {
    if (settings.roleMissingAfter().compareTo(SHORTEST) < 0) {
      problems.problem(
          "role-missing-after",
          settings.roleMissingAfter().toString(),
          "is shorter than a restart takes",
          "write at least " + SHORTEST.toSeconds() + "s; 1m is usual");
    }
  }
}
