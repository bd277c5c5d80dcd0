package io.nightjar.watchdog.judge;

import io.nightjar.ledger.expected.ExpectedRun.Progress;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Run;
import io.nightjar.watchdog.Finding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the judge says of an expected run at an instant.
 *
 * @param progress what became of it so far
 * @param finding what needs a person, null when nothing does
 * @param answer the run that decided, null when none did
 * @param nextCheckAt when to judge again without new evidence, null: never
 */
public record Verdict(
    Progress progress,
    @Nullable Finding finding,
    @Nullable Run answer,
    @Nullable Instant nextCheckAt) {

  static Verdict without(
      ExpectedState state, @Nullable Finding finding, @Nullable Instant nextCheckAt) {
    return new Verdict(new Progress(state, null, null, null), finding, null, nextCheckAt);
  }

  static Verdict of(
      Run run, ExpectedState state, @Nullable Finding finding, @Nullable Instant nextCheckAt) {
    Progress progress = new Progress(state, run.id(), run.startedAt(), run.finishedAt());
    return new Verdict(progress, finding, run, nextCheckAt);
  }

  /** The same, with why nothing was heard of a run. */
  Verdict because(String why) {
    return finding == null
        ? this
        : new Verdict(
            progress, new Finding(finding.kind(), finding.deadline(), why), answer, nextCheckAt);
  }

  public boolean isMet() {
    return progress.state().isMet();
  }
}
