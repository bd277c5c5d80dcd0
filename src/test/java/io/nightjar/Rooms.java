package io.nightjar;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** The table of the rooms: which may use which, and what is private to a room. docs/architecture.md shows it. */
final class Rooms {

  private Rooms() {}

  static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("io.nightjar");

  /** Which rooms a room may use, beside itself: from the ground up, each only what stands below it. */
  static final Map<String, Set<String>> MAY_USE = rooms();

  /** What these rooms are made of is nobody else's. All other packages are shared with whoever may use the room. */
  private static final Set<String> PRIVATE = Set.of(
      "notification.wording",
      "notification.slack",
      "notification.email",
      "notification.webhook",
      "runner.http",
      "runner.command",
      "runner.bean",
      "scheduler.quartz",
      "watchdog.judge",
      "watchdog.check",
      "watchdog.task",
      "watchdog.digest",
      "web.problem",
      "web.limit",
      "web.request",
      "web.api",
      "web.ping",
      "web.security",
      "web.slack");

  private static Map<String, Set<String>> rooms() {
    Map<String, Set<String>> rooms = new TreeMap<>();
    rooms.put("platform", Set.of());
    rooms.put("api", Set.of());
    rooms.put("schedule", Set.of());
    rooms.put("demo", Set.of());
    rooms.put("config", Set.of("platform"));
    rooms.put("database", Set.of("platform", "config"));
    rooms.put("instance", Set.of("platform", "config"));
    rooms.put("job", Set.of("platform", "schedule", "config"));
    rooms.put("ledger", with(rooms.get("job"), "job", "instance"));
    rooms.put("incident", with(rooms.get("ledger"), "ledger"));
    rooms.put("notification", Set.of("platform", "config", "job", "ledger", "incident"));
    rooms.put("runner", with(rooms.get("ledger"), "ledger", "api"));
    rooms.put("rehearsal", Set.of("platform", "config", "job", "ledger", "instance", "runner"));
    rooms.put("scheduler", with(rooms.get("rehearsal"), "schedule", "rehearsal"));
    rooms.put("watchdog", with(rooms.get("incident"), "incident", "database", "notification"));
    rooms.put(
        "selfmonitoring",
        Set.of(
            "platform",
            "config",
            "database",
            "instance",
            "job",
            "ledger",
            "incident",
            "notification",
            "watchdog"));
    rooms.put("actuator", with(rooms.get("selfmonitoring"), "rehearsal", "selfmonitoring"));
    Set<String> all = Set.copyOf(rooms.keySet());
    rooms.put("web", all);
    rooms.put("cli", all);
    return rooms;
  }

  private static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  static List<String> outsideAllRooms(JavaClasses classes) {
    return classes.stream()
        .filter(each -> !each.getPackageName().equals("io.nightjar"))
        .filter(each -> !MAY_USE.containsKey(roomOf(each.getPackageName())))
        .map(JavaClass::getName)
        .toList();
  }

  static List<String> violations(JavaClasses classes, BiPredicate<String, String> forbidden) {
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

  static List<String> uses(JavaClasses classes, String room, String library) {
    return classes.stream()
        .filter(each -> room.equals(roomOf(each.getPackageName())))
        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
        .map(use -> use.getTargetClass().getPackageName())
        .filter(name -> name.equals(library) || name.startsWith(library + "."))
        .toList();
  }

  static boolean mayUse(String from, String to) {
    String room = roomOf(from);
    String other = roomOf(to);
    return room.isEmpty()
        || room.equals(other)
        || MAY_USE.getOrDefault(room, Set.of()).contains(other);
  }

  static boolean entersThroughTheWall(String from, String to) {
    String inside = to.replaceFirst("^io\\.nightjar\\.", "");
    boolean hidden =
        PRIVATE.stream().anyMatch(each -> inside.equals(each) || inside.startsWith(each + "."));
    return hidden && !roomOf(from).equals(roomOf(to));
  }

  /** {@code io.nightjar.runner.http}: runner; the base package has none. */
  static String roomOf(String packageName) {
    String[] parts = packageName.split("\\.");
    return parts.length < 3 ? "" : parts[2];
  }
}
