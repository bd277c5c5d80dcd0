package io.nightjar.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No fault without a test, and none without a line in {@code docs/faults.md}. */
class FaultsDocTest {

  private static final Pattern ROW =
      Pattern.compile("\\| ([QW]\\d+) \\|.*\\| ([0-9.]+) s \\| ([0-9]+) s \\|");

  @Test
  void every_fault_is_provoked_by_a_test() {
    Set<Fault> provoked = EnumSet.noneOf(Fault.class);
    new ClassFileImporter()
        .importPackages("io.nightjar").stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Provokes.class))
            .map(FaultsDocTest::faults)
            .forEach(provoked::addAll);

    assertThat(EnumSet.complementOf(EnumSet.copyOf(provoked))).isEmpty();
  }

  private static List<Fault> faults(JavaMethod method) {
    return Arrays.asList(method.getAnnotationOfType(Provokes.class).value());
  }

  @Test
  void the_page_says_of_every_fault_what_was_said_and_none_is_late() throws IOException {
    List<String> rows = Files.readAllLines(Path.of("docs/faults.md"));

    assertThat(rows.stream()
            .filter(row -> row.startsWith("| "))
            .map(row -> row.split(" ")[1])
            .collect(Collectors.toSet()))
        .containsAll(Arrays.stream(Fault.values()).map(Enum::name).toList());
    for (String row : rows) {
      Matcher timed = ROW.matcher(row);
      if (timed.matches()) {
        assertThat(Double.parseDouble(timed.group(2)))
            .as(row)
            .isLessThanOrEqualTo(Double.parseDouble(timed.group(3)));
      }
    }
  }
}
