package io.nightjar.watchdog.judge;

import io.nightjar.ledger.expected.ExpectedRun.Progress;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the judge says of an expected run at an instant.
 *
 * @param progress what became of it so far
 * @param problem what needs a person, null when nothing does
 * @param answer the run that decided, null when none did
 * @param nextCheckAt when to judge again without new evidence, null: never
 */
record Verdict(
    Progress progress,
    @Nullable Problem problem,
    @Nullable Run answer,
    @Nullable Instant nextCheckAt) {

  static Verdict without(
      ExpectedState state, @Nullable Problem problem, @Nullable Instant nextCheckAt) {
    return new Verdict(new Progress(state, null, null, null), problem, null, nextCheckAt);
  }

  static Verdict of(
      Run run, ExpectedState state, @Nullable Problem problem, @Nullable Instant nextCheckAt) {
    Progress progress = new Progress(state, run.id(), run.startedAt(), run.finishedAt());
    return new Verdict(progress, problem, run, nextCheckAt);
  }

  /** The same, with why nothing was heard of a run. */
  Verdict because(String why) {
    return problem == null
        ? this
        : new Verdict(
            progress, new Problem(problem.kind(), problem.deadline(), why), answer, nextCheckAt);
  }

  boolean isMet() {
    return progress.state().isMet();
  }
}
