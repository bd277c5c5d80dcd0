package io.nightjar.incident.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code nightjar.mutes}: what is understood, and what stops the start. */
class MutePropertiesTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:00Z");

  private Database database;

  @BeforeEach
  void setUp() {
    database = Databases.H2.create();
  }

  @AfterEach
  void tearDown() {
    database.close();
  }

  private static Map<String, Object> properties(String keys) {
    Map<String, Object> properties = new LinkedHashMap<>(World.job("job", "0 5 0 * * *"));
    for (String pair : keys.split(";")) {
      String[] parts = pair.strip().split("=", 2);
      properties.put("nightjar.mutes[0]." + parts[0].strip(), parts[1].strip());
    }
    return properties;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "schedule=0 0 2 * * *; duration=1h | reason",
        "schedule=0 0 2 * * *; duration=1h; reason= | reason",
        "reason=x | does not define when it begins and ends",
        "schedule=0 0 2 * * *; reason=x | duration",
        "duration=1h; reason=x | schedule",
        "from=2026-01-22T00:00:00Z; reason=x | to",
        "to=2026-01-22T00:00:00Z; reason=x | from",
        "schedule=0 0 2 * * *; duration=1h; from=2026-01-22T00:00:00Z; reason=x | has a schedule and a single window",
        "from=2026-01-22T00:00:00Z; to=2026-01-22T00:00:00Z; reason=x | is not after from",
        "from=2026-01-22T00:00:00Z; to=2026-02-22T00:00:01Z; reason=x | at most 31 days",
        "schedule=0 0 2 1 1 *; duration=32d; reason=x | at most 31 days",
        "schedule=0 0 2 * * *; duration=24h; reason=x | such a mute never ends",
        "schedule=0 0 * * * *; duration=1h; reason=x | such a mute never ends",
        "schedule=0 0 0,23 * * *; duration=2h; reason=x | such a mute never ends",
        "schedule=0 0 2 * * *; duration=0s; reason=x | must be longer than zero",
        "schedule=61 0 2 * * *; duration=1h; reason=x | out of range",
        "schedule=0 0 2 30 2 *; duration=1h; reason=x | never occurs",
        "schedule=0 0 2 * * *; duration=1h; reason=x; jobs[0]=jbo | is not a job",
        "schedule=0 0 2 * * *; duration=1h; reason=x; job=job | is not a known key",
        "from=tomorrow; to=2026-01-22T00:00:00Z; reason=x | from",
      })
  void what_would_be_silent_for_ever_or_for_nobody_stops_the_start(String keys, String problem) {
    assertThatThrownBy(() -> World.on(database, NOW, properties(keys)).close())
        .hasMessageContaining("nightjar.mutes[0]")
        .hasMessageContaining(problem)
        .hasMessageContaining("remedy");
  }

  @ParameterizedTest(name = "{0}: covered {1}, next from {2} to {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "schedule=0 0 0 * * *; duration=1h; reason=x | true | 2026-01-22T00:00:00Z | 2026-01-22T01:00:00Z",
        "schedule=0 0 0 * * *; duration=10m; reason=x | false | 2026-01-23T00:00:00Z | 2026-01-23T00:10:00Z",
        "schedule=0 0 2 * * *; duration=1h; reason=x; time-zone=Europe/Berlin | false | 2026-01-22T01:00:00Z | 2026-01-22T02:00:00Z",
        "from=2026-01-22T00:10:00Z; to=2026-01-22T02:00:00Z; reason=x; jobs[0]=job | true | 2026-01-22T00:10:00Z | 2026-01-22T02:00:00Z",
        "from=2026-01-23T00:00:00Z; to=2026-01-23T02:00:00Z; reason=x | false | 2026-01-23T00:00:00Z | 2026-01-23T02:00:00Z",
        "from=2026-01-21T00:00:00Z; to=2026-01-22T00:10:00Z; reason=x | false | | ",
      })
  void windows_come_when_they_are_due(String keys, boolean covered, Instant from, Instant to) {
    try (World world = World.on(database, NOW, properties(keys))) {
      MuteCalendar mutes = world.get(MuteCalendar.class);

      assertThat(mutes.at(NOW).covering("job").isPresent()).isEqualTo(covered);
      var next = mutes.configured().get(0).atOrAfter(NOW);
      assertThat(next.map(Mute::from).orElse(null)).isEqualTo(from);
      assertThat(next.map(Mute::to).orElse(null)).isEqualTo(to);
      assertThat(mutes.configured().get(0).author()).isEqualTo("configuration");
    }
  }

  @Test
  void without_any_nothing_is_muted() {
    try (World world = World.on(database, NOW, World.job("job", "0 5 0 * * *"))) {
      assertThat(world.get(MuteCalendar.class).at(NOW).mutes()).isEmpty();
    }
  }
}
