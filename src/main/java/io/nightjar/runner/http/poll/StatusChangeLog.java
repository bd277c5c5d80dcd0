package io.nightjar.runner.http.poll;

import io.nightjar.runner.RunContext;
import io.nightjar.runner.http.target.RequestSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records when the status of a job becomes unreadable and readable again: each change once, up to a limit. */
final class StatusChangeLog {

  private static final Logger log = LoggerFactory.getLogger(StatusChangeLog.class);
  private static final int MOST = 50;

  private final RunContext context;
  private final RequestSpec target;
  private @Nullable String problem;
  private int reported;

  StatusChangeLog(RunContext context, RequestSpec target) {
    this.context = context;
    this.target = target;
  }

  void report(PollResult result) {
    if (Objects.equals(problem, result.problem())) {
      return;
    }
    problem = result.problem();
    reported++;
    if (reported <= MOST) {
      String line =
          target + ": " + (problem == null ? "the status can be read again" : problem) + closing();
      log.warn("job {}: {}", context.job().name(), line);
      context.log(line);
    }
  }

  private String closing() {
    return reported == MOST ? " (further changes of this kind are not recorded)" : "";
  }
}
