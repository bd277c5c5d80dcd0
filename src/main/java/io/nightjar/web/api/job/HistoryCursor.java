package io.nightjar.web.api.job;

import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.request.RequestValues;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A position in a job's history, {@code INSTANT} or {@code INSTANT~RUN}. The run id distinguishes runs of the same
 * instant: all misses that a restart finds are recorded at one instant, and no page may lose any of them.
 */
record HistoryCursor(@Nullable Instant firedAt, @Nullable UUID run) {

  private static final char BETWEEN = '~';

  static HistoryCursor of(Run run) {
    return new HistoryCursor(run.firedAt(), run.id());
  }

  static HistoryCursor read(@Nullable String text) {
    if (text == null) {
      return new HistoryCursor(null, null);
    }
    int between = text.indexOf(BETWEEN);
    if (between < 0) {
      return new HistoryCursor(RequestValues.instant("before", text), null);
    }
    try {
      return new HistoryCursor(
          RequestValues.instant("before", text.substring(0, between)),
          UUID.fromString(text.substring(between + 1)));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badValue(
          "before", text, "send an instant, or the value of next from the previous page");
    }
  }

  List<Run> read(RunRecorder runs, String job, int limit) {
    return firedAt == null || run == null
        ? runs.history(job, firedAt, limit)
        : runs.history(job, firedAt, run, limit);
  }

  @Override
  public String toString() {
    return run == null ? String.valueOf(firedAt) : firedAt + "" + BETWEEN + run;
  }
}
