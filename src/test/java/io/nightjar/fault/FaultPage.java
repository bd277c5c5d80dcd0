package io.nightjar.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes {@code docs/faults.md} of what the tests of a whole run have written down. */
final class FaultPage {

  private static final String HEAD = """
      # What breaks, and what Nightjar says

      Written by a run of all tests. *After* is the time from the fault, or from the missed deadline, until the
      incident was open; *at the latest* is the limit in the test. A line without a time shows a result that has no
      deadline.

      | | fault | shown by | message or result | after | at the latest |
      | --- | --- | --- | --- | --- | --- |
      """;

  private FaultPage() {}

  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of("docs/faults.md"), HEAD + rows());
  }

  private static String rows() throws IOException {
    // The slowest of several runs of the same test counts.
    Map<List<String>, String[]> slowest = new LinkedHashMap<>();
    for (String line : lines()) {
      String[] said = line.split("\t", -1);
      slowest.merge(
          List.of(said[0], said[1], said[2]),
          said,
          (one, other) -> seconds(one) < seconds(other) ? other : one);
    }
    StringBuilder rows = new StringBuilder();
    slowest.values().stream()
        .sorted(Comparator.comparing((String[] said) -> Fault.valueOf(said[0]))
            .thenComparing(said -> said[1])
            .thenComparing(said -> said[2]))
        .forEach(said -> rows.append("| %s | %s | %s | %s | %s | %s |\n"
            .formatted(
                said[0], Fault.valueOf(said[0]).happens(), said[1], said[2], said[3], said[4])));
    return rows.toString();
  }

  private static double seconds(String[] said) {
    return said[3].isEmpty() ? 0 : Double.parseDouble(said[3].replace(" s", ""));
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(FaultBook.FOLDER)) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
