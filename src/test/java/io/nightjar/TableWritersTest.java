package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each table is written by one room alone: one opens incidents, one owns notifications. */
class TableWritersTest {

  private static final Path SOURCES = Path.of("src/main/java/io/nightjar");
  private static final Pattern WRITE = Pattern.compile(
      "\\b(?:UPDATE|INSERT INTO|MERGE INTO|DELETE FROM|insertIfAbsent\\(\")\\s*([a-z]+(?:_[a-z]+)*)\\b"
          // Whether the database can be written to is asked by a change that changes nothing.
          + "(?! SET name = name)");

  private static final Map<String, String> OWNERS = Map.ofEntries(
      Map.entry("expected_run", "ledger"),
      Map.entry("run", "ledger"),
      Map.entry("heartbeat", "ledger"),
      Map.entry("watched_job", "ledger"),
      Map.entry("job_change", "ledger"),
      Map.entry("start_check", "ledger"),
      Map.entry("monitoring_gap", "ledger"),
      Map.entry("incident", "incident"),
      Map.entry("mute", "incident"),
      Map.entry("notification", "notification"),
      Map.entry("destination", "notification"),
      Map.entry("instance", "instance"));

  @Test
  void each_table_is_written_by_its_own_room() throws IOException {
    Map<String, Set<String>> writers = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        WRITE
            .matcher(Files.readString(file))
            .results()
            .map(match -> match.group(1))
            .filter(OWNERS::containsKey)
            .forEach(table -> writers
                .computeIfAbsent(table, it -> new TreeSet<>())
                .add(SOURCES.relativize(file).getName(0).toString()));
      }
    }

    assertThat(writers.keySet()).contains("incident", "notification", "expected_run", "run");
    assertThat(writers)
        .allSatisfy(
            (table, rooms) -> assertThat(rooms).as(table).containsExactly(OWNERS.get(table)));
  }
}
