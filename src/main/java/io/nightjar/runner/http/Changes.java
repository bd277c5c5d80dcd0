package io.nightjar.runner.http;

import io.nightjar.runner.RunContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records when the status of a job becomes unreadable and readable again: each change once, and not without end. */
final class Changes {

  private static final Logger log = LoggerFactory.getLogger(Changes.class);
  private static final int MOST = 50;

  private final RunContext context;
  private final Target target;
  private @Nullable String trouble;
  private int reported;

  Changes(RunContext context, Target target) {
    this.context = context;
    this.target = target;
  }

  void report(Look look) {
    if (Objects.equals(trouble, look.trouble())) {
      return;
    }
    trouble = look.trouble();
    reported++;
    if (reported <= MOST) {
      String line =
          target + ": " + (trouble == null ? "the status can be read again" : trouble) + closing();
      log.warn("job {}: {}", context.job().name(), line);
      context.log(line);
    }
  }

  private String closing() {
    return reported == MOST ? " (further changes of this kind are not recorded)" : "";
  }
}
