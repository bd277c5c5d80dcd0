package io.nightjar.database;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.database}.
 *
 * @param giveUpAfter the process ends when an embedded database was closed and could not be opened again for so long
 */
@ConfigurationProperties("nightjar.database")
record DatabaseProperties(@DefaultValue("5m") Duration giveUpAfter) implements Checked {

  private static final Duration SHORTEST = Duration.ofSeconds(5);

  @Override
  public void check(Problems problems) {
    if (giveUpAfter().compareTo(SHORTEST) < 0) {
      problems.problem(
          "give-up-after",
          "is too short to open a database again",
          "write at least " + SHORTEST.toSeconds() + "s; 5m is usual");
    }
  }
}
