package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRIBUTING.md says how many files a change touches: counted in the code of the examples that it names. */
class ContributingTest {

  private static final Path MAIN = Path.of("src/main");

  private final String page = read(Path.of("CONTRIBUTING.md"));

  @Test
  void a_kind_of_incident_that_a_check_finds_is_in_three_files() {
    assertThat(filesWith(Pattern.compile("\\bCLOCK_SKEW\\b")))
        .containsExactly(
            "incident/IncidentKind.java",
            "notification/wording/ClockSkewWording.java",
            "watchdog/check/ClockSkewCheck.java")
        .allSatisfy(file -> assertThat(page).contains("`" + file + "`"));
  }

  @Test
  void a_column_of_run_is_in_at_most_six_files_and_in_what_sets_it() {
    Set<String> files = filesWith(Pattern.compile("\\bexit_status\\b|\\bexitStatus\\b")).stream()
        .filter(file -> !file.matches("runner/.*|web/ping/.*|ledger/run/Ping.java|NightjarApp.*"))
        .collect(Collectors.toCollection(TreeSet::new));

    assertThat(files)
        .containsExactly(
            "db/migration/h2/V2__nightjar.sql",
            "db/migration/mariadb/V2__nightjar.sql",
            "db/migration/postgresql/V2__nightjar.sql",
            "ledger/run/RunRepository.java",
            "ledger/run/RunResult.java",
            "web/api/job/RunView.java");
  }

  @ParameterizedTest(name = "io.nightjar.{0}")
  @ValueSource(
      strings = {
        "notification.email",
        "notification.slack",
        "notification.webhook",
        "runner.bean",
        "runner.command",
        "runner.http"
      })
  void a_channel_and_a_kind_of_target_are_one_sub_package_that_nobody_names(String subPackage) {
    String inside = "io.nightjar." + subPackage;

    assertThat(Rooms.violations(
            Rooms.CLASSES,
            (from, to) ->
                isInside(to, inside) && !isInside(from, inside) && !from.equals("io.nightjar")))
        .isEmpty();
    assertThat(page).contains("`" + subPackage.replaceFirst("\\..*", "") + "`");
  }

  @Test
  void every_test_and_script_that_the_page_names_is_there() {
    Set<String> named = Pattern.compile("`(\\w+Test)`|-Dtest=(\\w+Test)|-Dit\\.test=(\\w+IT)")
        .matcher(page)
        .results()
        .flatMap(match -> Stream.of(match.group(1), match.group(2), match.group(3)))
        .filter(java.util.Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isNotEmpty();
    assertThat(namesBelow(Path.of("src/test/java"))).containsAll(named);
  }

  private static boolean isInside(String packageName, String subPackage) {
    return packageName.equals(subPackage) || packageName.startsWith(subPackage + ".");
  }

  /** Without the common beginning of their paths, in the order of the names. */
  private static Set<String> filesWith(Pattern text) {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(java|sql)"))
          .filter(file -> text.matcher(read(file)).find())
          .map(file ->
              MAIN.relativize(file).toString().replaceFirst("^(java/io/nightjar|resources)/", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> namesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
