package io.nightjar.rehearsal;

import io.nightjar.rehearsal.RehearsalReport.Result;
import io.nightjar.runner.text.RunWording;
import java.util.List;
import java.util.Objects;

/** A report as a table for a terminal: job, kind, result, and why. */
public final class ReportTable {

  private static final int LONGEST_WHY = 1_000;

  private ReportTable() {}

  public static String of(RehearsalReport report) {
    int job = width(report.jobs().stream().map(Result::job).toList(), "JOB");
    int kind = width(report.jobs().stream().map(Result::kind).toList(), "KIND");
    String line = "%-" + job + "s  %-" + kind + "s  %-12s  %s%n";
    StringBuilder table = new StringBuilder(line.formatted("JOB", "KIND", "RESULT", "WHY"));
    report
        .jobs()
        .forEach(
            each -> table.append(line.formatted(each.job(), each.kind(), result(each), why(each))));
    return table.append(summary(report)).toString();
  }

  private static int width(List<String> column, String title) {
    return column.stream().mapToInt(String::length).reduce(title.length(), Math::max);
  }

  private static String result(Result result) {
    if (!result.ok()) {
      return "CANNOT START";
    }
    return isElsewhere(result) ? "elsewhere" : "can start";
  }

  private static boolean isElsewhere(Result result) {
    return result.kind().equals(RehearsalReport.ELSEWHERE);
  }

  private static String why(Result result) {
    String why =
        result.ok() ? String.join(", ", result.checked()) : Objects.requireNonNull(result.cause());
    return RunWording.oneLine(why, LONGEST_WHY);
  }

  private static String summary(RehearsalReport report) {
    long elsewhere = report.jobs().stream().filter(ReportTable::isElsewhere).count();
    int cannot = report.failures().size();
    return "%n%d can start, %d cannot, %d run elsewhere. Nightjar %s, %.1f s.%n"
        .formatted(
            report.jobs().size() - cannot - elsewhere,
            cannot,
            elsewhere,
            report.version(),
            report.took().toMillis() / 1000.0);
  }
}
