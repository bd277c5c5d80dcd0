package io.nightjar.rehearsal;

import io.nightjar.rehearsal.RehearsalReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as JSON, the same over HTTP and in a file. */
public record RehearsalView(
    String version,
    Instant startedAt,
    Duration took,
    boolean probe,
    boolean ok,
    List<OneJob> jobs) {

  /** The result for one job as JSON. */
  record OneJob(
      String job,
      String kind,
      boolean ok,
      @Nullable String cause,
      List<String> checked,
      Duration took) {

    static OneJob of(Result result) {
      return new OneJob(
          result.job(),
          result.kind(),
          result.ok(),
          result.cause(),
          result.checked(),
          result.took());
    }
  }

  public static RehearsalView of(RehearsalReport report) {
    return new RehearsalView(
        report.version(),
        report.startedAt(),
        report.took(),
        report.probed(),
        report.ok(),
        report.jobs().stream().map(OneJob::of).toList());
  }
}
