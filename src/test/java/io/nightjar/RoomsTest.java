package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use whom: the table of the design, rule by rule, each with a counter-example that proves that it bites. */
class RoomsTest {

  @TempDir
  private Path classes;

  @Test
  void every_class_lives_in_a_room() {
    assertThat(Rooms.CLASSES).isNotEmpty();
    assertThat(Rooms.outsideAllRooms(Rooms.CLASSES)).isEmpty();
  }

  @Test
  void rooms_use_only_the_rooms_that_stand_below_them() {
    Set<String> upward = new TreeSet<>();
    for (JavaClass each : Rooms.CLASSES) {
      each.getDirectDependenciesFromSelf().stream()
          .map(use -> use.getTargetClass().getPackageName())
          .filter(used -> used.startsWith("io.nightjar."))
          .filter(used -> !Rooms.mayUse(each.getPackageName(), used))
          .forEach(used -> upward.add(outermost(each) + " -> " + Rooms.roomOf(used)));
    }
    assertThat(upward).isEmpty();
  }

  private static String outermost(JavaClass each) {
    return each.getName().replaceFirst("\\$.*", "").substring("io.nightjar.".length());
  }

  @Test
  void no_package_has_more_than_25_files_and_no_file_more_than_300_lines() throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    Set<String> tooLong = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path each : sources.filter(Files::isRegularFile).toList()) {
        files.merge(String.valueOf(each.getParent()), 1, Integer::sum);
        try (Stream<String> lines = Files.lines(each)) {
          if (lines.count() > 300) {
            tooLong.add(each.getFileName().toString());
          }
        }
      }
    }
    assertThat(files).allSatisfy((folder, count) -> assertThat(count).isLessThanOrEqualTo(25));
    assertThat(tooLong).isEmpty();
  }

  @Test
  void the_page_of_the_architecture_names_what_there_is() throws IOException {
    String page = Files.readString(Path.of("docs/architecture.md"));
    Set<String> named = Pattern.compile("`([A-Z]\\w+)`")
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .filter(name -> !name.endsWith("Test"))
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> classes =
        Rooms.CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());

    assertThat(classes).containsAll(named);
    assertThat(Rooms.MAY_USE.keySet())
        .allSatisfy(room -> assertThat(page).contains("**" + room + "**"));
  }

  @Test
  void what_is_private_to_a_room_is_used_by_nobody_else() {
    assertThat(Rooms.violations(Rooms.CLASSES, Rooms::entersThroughTheWall)).isEmpty();
  }

  @Test
  void the_watchdog_knows_nothing_of_quartz() {
    assertThat(Rooms.uses(Rooms.CLASSES, "watchdog", "org.quartz")).isEmpty();
    assertThat(Rooms.uses(Rooms.CLASSES, "ledger", "org.quartz")).isEmpty();
    assertThat(Rooms.uses(Rooms.CLASSES, "schedule", "org.quartz")).isEmpty();
  }

  @Test
  void only_jackson_3_is_used() {
    for (String room : Rooms.MAY_USE.keySet()) {
      assertThat(Rooms.uses(Rooms.CLASSES, room, "com.fasterxml.jackson.databind"))
          .isEmpty();
      assertThat(Rooms.uses(Rooms.CLASSES, room, "com.fasterxml.jackson.core")).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} may not use {1}")
  @CsvSource({
    "platform, job",
    "schedule, platform.text",
    "config, job",
    "database, ledger.run",
    "job, ledger.run",
    "ledger.run, incident",
    "ledger.run, watchdog",
    "incident, notification",
    "notification, watchdog",
    "runner, scheduler",
    "runner, incident",
    "runner, notification",
    "rehearsal, scheduler",
    "scheduler, watchdog",
    "watchdog, runner",
    "watchdog, scheduler",
    "watchdog, selfmonitoring",
    "watchdog, rehearsal",
    "selfmonitoring, rehearsal",
    "selfmonitoring, actuator",
    "actuator, web",
    "demo, job"
  })
  void each_rule_bites(String from, String to) {
    JavaClasses counterExample = counterExample(from, aPublicClassOf("io.nightjar." + to));

    assertThat(Rooms.violations(counterExample, (user, used) -> !Rooms.mayUse(user, used)))
        .singleElement()
        .asString()
        .contains("CounterExample", "io.nightjar." + to);
  }

  @ParameterizedTest(name = "{0} may use {1}")
  @CsvSource({
    "job, schedule",
    "incident, schedule",
    "watchdog, notification",
    "scheduler.quartz, ledger.run",
    "actuator, rehearsal",
    "notification, platform.text",
    "web.api, actuator",
    "scheduler.quartz, runner"
  })
  void what_is_allowed_is_not_refused(String from, String to) {
    JavaClasses counterExample = counterExample(from, aPublicClassOf("io.nightjar." + to));

    assertThat(Rooms.violations(counterExample, (user, used) -> !Rooms.mayUse(user, used)))
        .isEmpty();
    assertThat(Rooms.violations(counterExample, Rooms::entersThroughTheWall)).isEmpty();
  }

  @ParameterizedTest(name = "{0} may not reach into {1}")
  @CsvSource({
    "scheduler, runner.http.call",
    "selfmonitoring, watchdog.check",
    "web.api, scheduler.quartz"
  })
  void the_wall_bites(String from, String to) {
    JavaClasses counterExample = counterExample(from, aPublicClassOf("io.nightjar." + to));

    assertThat(Rooms.violations(counterExample, Rooms::entersThroughTheWall))
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
    assertThat(Rooms.uses(counterExample(from, used), from, library)).isNotEmpty();
  }

  @Test
  void a_class_outside_all_rooms_would_be_seen() {
    assertThat(Rooms.outsideAllRooms(counterExample("attic", "java.lang.Object")))
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
    return Rooms.CLASSES.stream()
        .filter(each -> each.getPackageName().equals(packageName))
        .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(each -> each.isTopLevelClass() && !each.isAnnotation())
        .map(JavaClass::getName)
        .sorted()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no public class in " + packageName));
  }
}
