package io.nightjar;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use whom: the table of the design, rule by rule, each with a counter-example that proves that it bites. */
class RoomsTest {

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("io.nightjar");

  /** Which rooms a room may use, beside itself. */
  private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
      entry("schedule", Set.of()),
      entry("job", Set.of("schedule")),
      entry("database", Set.of("job")),
      entry("ledger", Set.of("job", "schedule")),
      entry("incident", Set.of("ledger", "job", "schedule")),
      entry("alert", Set.of("incident", "job")),
      entry("watchdog", Set.of("database", "ledger", "incident", "alert", "job", "schedule")),
      entry("runner", Set.of("ledger", "job", "schedule")),
      entry(
          "ops",
          Set.of(
              "schedule", "job", "database", "ledger", "incident", "alert", "watchdog", "runner")),
      entry(
          "web",
          Set.of("schedule", "job", "ledger", "incident", "alert", "watchdog", "runner", "ops")),
      entry("demo", Set.of())));

  /** What every room may use and what uses none. */
  private static final String LOOP = "loop";

  @TempDir
  private Path classes;

  @Test
  void every_class_lives_in_a_room() {
    assertThat(CLASSES).isNotEmpty();
    assertThat(outsideAllRooms(CLASSES)).isEmpty();
  }

  @Test
  void rooms_use_only_the_rooms_that_the_design_allows() {
    assertThat(violations(CLASSES, (from, to) -> !mayUse(from, to))).isEmpty();
  }

  @Test
  void what_is_below_a_room_is_private_to_it() {
    assertThat(violations(CLASSES, RoomsTest::entersThroughTheWall)).isEmpty();
  }

  @Test
  void the_watchdog_knows_nothing_of_quartz() {
    assertThat(uses(CLASSES, "watchdog", "org.quartz")).isEmpty();
    assertThat(uses(CLASSES, "ledger", "org.quartz")).isEmpty();
    assertThat(uses(CLASSES, "schedule", "org.quartz")).isEmpty();
  }

  @Test
  void only_jackson_3_is_used() {
    for (String room : MAY_USE.keySet()) {
      assertThat(uses(CLASSES, room, "com.fasterxml.jackson.databind")).isEmpty();
      assertThat(uses(CLASSES, room, "com.fasterxml.jackson.core")).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} may not use {1}")
  @CsvSource({
    "schedule, job",
    "job, ledger",
    "database, ledger",
    "ledger, incident",
    "ledger, watchdog",
    "incident, alert",
    "alert, ledger",
    "alert, watchdog",
    "watchdog, runner",
    "watchdog, ops",
    "runner, incident",
    "runner, alert",
    "runner, watchdog",
    "ops, web",
    "demo, job",
    "loop, job",
    "loop, ledger"
  })
  void each_rule_bites(String from, String to) {
    JavaClasses counterExample = counterExample(from, aPublicClassOf("io.nightjar." + to));

    assertThat(violations(counterExample, (user, used) -> !mayUse(user, used)))
        .singleElement()
        .asString()
        .contains("CounterExample", "io.nightjar." + to);
  }

  @ParameterizedTest(name = "{0} may use {1}")
  @CsvSource({
    "job, schedule",
    "incident, schedule",
    "watchdog, alert",
    "runner.quartz, ledger",
    "ops, runner",
    "alert, loop",
    "web.api, ops",
    "runner.quartz, runner"
  })
  void what_is_allowed_is_not_refused(String from, String to) {
    JavaClasses counterExample = counterExample(from, aPublicClassOf("io.nightjar." + to));

    assertThat(violations(counterExample, (user, used) -> !mayUse(user, used))).isEmpty();
    assertThat(violations(counterExample, RoomsTest::entersThroughTheWall)).isEmpty();
  }

  @ParameterizedTest(name = "{0} may not reach into {1}")
  @CsvSource({"web.api, runner.quartz", "ops, runner.quartz", "ledger, job.binding"})
  void the_wall_bites(String from, String to) {
    JavaClasses counterExample = counterExample(from, aPublicClassOf("io.nightjar." + to));

    assertThat(violations(counterExample, RoomsTest::entersThroughTheWall))
        .singleElement()
        .asString()
        .contains("CounterExample", "io.nightjar." + to);
  }

  @ParameterizedTest(name = "{0} may not use {1}")
  @CsvSource({
    "watchdog, org.quartz.Scheduler, org.quartz",
    "ledger, org.quartz.Scheduler, org.quartz",
    "schedule, org.quartz.CronExpression, org.quartz"
  })
  void a_library_that_is_forbidden_would_be_seen(String from, String used, String library) {
    assertThat(uses(counterExample(from, used), from, library)).isNotEmpty();
  }

  @Test
  void a_class_outside_all_rooms_would_be_seen() {
    assertThat(outsideAllRooms(counterExample("attic", "java.lang.Object")))
        .containsExactly("io.nightjar.attic.CounterExample");
  }

  /** A class in the package {@code from} that uses the class {@code used}, compiled and read as Nightjar's are. */
  private JavaClasses counterExample(String from, String used) {
    Path source = classes.resolve("CounterExample.java");
    try {
      Files.writeString(
          source, "package io.nightjar." + from + "; class CounterExample { " + used + " used; }");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int failed = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
    assertThat(failed).as("the counter-example compiles").isZero();
    return new ClassFileImporter().importPath(classes);
  }

  private static String aPublicClassOf(String packageName) {
    return CLASSES.stream()
        .filter(each -> each.getPackageName().equals(packageName))
        .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(each -> each.isTopLevelClass() && !each.isAnnotation())
        .map(JavaClass::getName)
        .sorted()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no public class in " + packageName));
  }

  private static List<String> outsideAllRooms(JavaClasses classes) {
    return classes.stream()
        .filter(each -> !each.getPackageName().equals("io.nightjar"))
        .filter(each -> !roomOf(each.getPackageName()).equals(LOOP))
        .filter(each -> !MAY_USE.containsKey(roomOf(each.getPackageName())))
        .map(JavaClass::getName)
        .toList();
  }

  private static List<String> violations(
      JavaClasses classes, BiPredicate<String, String> forbidden) {
    List<String> found = new ArrayList<>();
    for (JavaClass each : classes) {
      each.getDirectDependenciesFromSelf().stream()
          .filter(use -> use.getTargetClass().getPackageName().startsWith("io.nightjar."))
          .filter(
              use -> forbidden.test(each.getPackageName(), use.getTargetClass().getPackageName()))
          .forEach(use -> found.add(use.getDescription()));
    }
    return found;
  }

  private static List<String> uses(JavaClasses classes, String room, String library) {
    return classes.stream()
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
