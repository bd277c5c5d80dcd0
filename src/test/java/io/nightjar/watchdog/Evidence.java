package io.nightjar.watchdog;

import io.nightjar.ledger.ExpectedRun;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Outcome;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a judge is shown: an expected run and the runs that answer it, all told from its occurrence. */
final class Evidence {

  static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");

  private Evidence() {}

  /** At 00:05, to start within 10 minutes and to finish within 2 hours. */
  static ExpectedRun expected(@Nullable Duration atLeast) {
    return new ExpectedRun(
        1,
        "job",
        OCCURRENCE,
        OCCURRENCE.minusSeconds(60),
        OCCURRENCE.plusSeconds(600),
        OCCURRENCE.plusSeconds(7_200),
        atLeast,
        false,
        ExpectedRun.Progress.NONE);
  }

  /** Fired at the occurrence, unless told otherwise. */
  static RunBuilder run(RunTrigger trigger) {
    return new RunBuilder(trigger);
  }

  static final class RunBuilder {

    private final RunTrigger trigger;
    private Instant fired = OCCURRENCE;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable Outcome outcome;

    RunBuilder(RunTrigger trigger) {
      this.trigger = trigger;
    }

    RunBuilder fired(String after) {
      fired = OCCURRENCE.plus(Duration.parse(after));
      return this;
    }

    RunBuilder started(@Nullable String after) {
      started = after == null ? null : OCCURRENCE.plus(Duration.parse(after));
      return this;
    }

    RunBuilder ended(String after, Outcome how) {
      ended = OCCURRENCE.plus(Duration.parse(after));
      outcome = how;
      return this;
    }

    Run build() {
      Finish finish = outcome == null ? null : new Finish(outcome, "why", null, null);
      return new Run(
          UUID.randomUUID(),
          "job",
          OCCURRENCE,
          trigger,
          null,
          fired,
          started,
          ended,
          finish,
          null,
          null);
    }
  }
}
