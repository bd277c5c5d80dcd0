package io.nightjar.watchdog;

import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a judge is shown: an expected run and the runs that answer it, all told from its occurrence. */
public final class Evidence {

  public static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");

  private Evidence() {}

  /** At 00:05, to start within 10 minutes and to finish within 2 hours. */
  public static ExpectedRun expected(@Nullable Duration atLeast) {
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
  public static RunBuilder run(RunTrigger trigger) {
    return new RunBuilder(trigger);
  }

  public static final class RunBuilder {

    private final RunTrigger trigger;
    private Instant fired = OCCURRENCE;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable Outcome outcome;

    RunBuilder(RunTrigger trigger) {
      this.trigger = trigger;
    }

    public RunBuilder fired(String after) {
      fired = OCCURRENCE.plus(Duration.parse(after));
      return this;
    }

    public RunBuilder started(@Nullable String after) {
      started = after == null ? null : OCCURRENCE.plus(Duration.parse(after));
      return this;
    }

    public RunBuilder ended(String after, Outcome how) {
      ended = OCCURRENCE.plus(Duration.parse(after));
      outcome = how;
      return this;
    }

    public Run build() {
      RunResult finish = outcome == null ? null : new RunResult(outcome, "why", null, null);
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
