package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use whom: the table of the design, rule by rule, each with a counter-example that proves that it bites. */
class RoomsTest {

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("io.nightjar");

  /** Which rooms a room may use, beside itself. */
  private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.of(
      "schedule", Set.of(),
      "job", Set.of("schedule"),
      "ledger", Set.of("job", "schedule"),
      "incident", Set.of("ledger", "job", "schedule"),
      "alert", Set.of("incident", "job"),
      "watchdog", Set.of("ledger", "incident", "alert", "job", "schedule"),
      "runner", Set.of("ledger", "job", "schedule"),
      "ops", Set.of("schedule", "job", "ledger", "incident", "alert", "watchdog", "runner"),
      "web", Set.of("schedule", "job", "ledger", "incident", "alert", "watchdog", "runner", "ops"),
      "demo", Set.of()));

  /** What every room may use and what uses none. */
  private static final String LOOP = "loop";

  @Test
  void every_class_lives_in_a_room() {
    assertThat(CLASSES)
        .extracting(JavaClass::getPackageName)
        .allMatch(name -> name.equals("io.nightjar")
            || roomOf(name).equals(LOOP)
            || MAY_USE.containsKey(roomOf(name)));
  }

  @Test
  void rooms_use_only_the_rooms_that_the_design_allows() {
    assertThat(violations((from, to) -> !mayUse(from, to))).isEmpty();
  }

  @Test
  void what_is_below_a_room_is_private_to_it() {
    assertThat(violations((from, to) -> entersThroughTheWall(from, to))).isEmpty();
  }

  @Test
  void the_watchdog_knows_nothing_of_quartz() {
    assertThat(uses("watchdog", "org.quartz")).isEmpty();
    assertThat(uses("ledger", "org.quartz")).isEmpty();
    assertThat(uses("schedule", "org.quartz")).isEmpty();
  }

  @Test
  void only_jackson_3_is_used() {
    for (String room : MAY_USE.keySet()) {
      assertThat(uses(room, "com.fasterxml.jackson.databind")).isEmpty();
      assertThat(uses(room, "com.fasterxml.jackson.core")).isEmpty();
    }
  }

  @Test
  void a_use_of_quartz_is_seen_where_there_is_one() {
    assertThat(uses("runner", "org.quartz")).isNotEmpty();
  }

  @ParameterizedTest(name = "{0} may not use {1}")
  @CsvSource({
    "schedule, job",
    "job, ledger",
    "ledger, incident",
    "ledger, watchdog",
    "incident, alert",
    "alert, ledger",
    "alert, watchdog",
    "watchdog, runner",
    "watchdog, ops",
    "watchdog, runner.quartz",
    "runner, incident",
    "runner, alert",
    "runner, watchdog",
    "ops, web",
    "demo, job",
    "loop, job",
    "loop, ledger"
  })
  void each_rule_bites(String from, String to) {
    assertThat(mayUse("io.nightjar." + from, "io.nightjar." + to)).isFalse();
  }

  @ParameterizedTest(name = "{0} may use {1}")
  @CsvSource({
    "job, schedule",
    "incident, schedule",
    "watchdog, alert",
    "runner.quartz, ledger",
    "ops, runner",
    "alert, loop",
    "web.api, ops"
  })
  void what_is_allowed_is_not_refused(String from, String to) {
    assertThat(mayUse("io.nightjar." + from, "io.nightjar." + to)).isTrue();
  }

  @ParameterizedTest(name = "{0} into {1}: {2}")
  @CsvSource({
    "web.api, runner.quartz, true",
    "ops, alert.slack, true",
    "runner.quartz, runner.http, false",
    "runner, runner.http, false",
    "runner.http, runner, false",
    "web, ops, false"
  })
  void the_wall_bites(String from, String to, boolean refused) {
    assertThat(entersThroughTheWall("io.nightjar." + from, "io.nightjar." + to)).isEqualTo(refused);
  }

  private static List<String> violations(BiPredicate<String, String> forbidden) {
    List<String> found = new ArrayList<>();
    for (JavaClass each : CLASSES) {
      each.getDirectDependenciesFromSelf().stream()
          .filter(use -> use.getTargetClass().getPackageName().startsWith("io.nightjar."))
          .filter(
              use -> forbidden.test(each.getPackageName(), use.getTargetClass().getPackageName()))
          .forEach(use -> found.add(use.getDescription()));
    }
    return found;
  }

  private static List<String> uses(String room, String library) {
    return CLASSES.stream()
        .filter(each -> room.equals(roomOf(each.getPackageName())))
        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
        .map(use -> use.getTargetClass().getPackageName())
        .filter(name -> name.equals(library) || name.startsWith(library + "."))
        .toList();
  }

  private static boolean mayUse(String from, String to) {
    String room = roomOf(from);
    String other = roomOf(to);
    return room.isEmpty()
        || room.equals(other)
        || other.equals(LOOP)
        || MAY_USE.getOrDefault(room, Set.of()).contains(other);
  }

  /** A room's root package is its front door. */
  private static boolean entersThroughTheWall(String from, String to) {
    boolean below = to.chars().filter(c -> c == '.').count() > 2;
    return below && !roomOf(from).equals(roomOf(to));
  }

  /** {@code io.nightjar.runner.quartz}: runner; the base package has none. */
  private static String roomOf(String packageName) {
    String[] parts = packageName.split("\\.");
    return parts.length < 3 ? "" : parts[2];
  }
}
