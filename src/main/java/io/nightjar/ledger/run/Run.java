package io.nightjar.ledger.run;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to do a job.
 *
 * @param id identity, also the default {@code rid} of its pings
 * @param job name of the job
 * @param occurrence the occurrence it answers, null when it answers none
 * @param trigger what made it happen
 * @param request who requested it and why, null unless it is a manual run
 * @param firedAt when it was made
 * @param startedAt when its body began, null until then
 * @param finishedAt when it ended, null until then
 * @param finish how it ended, null until then
 * @param instance the instance that runs it, null when it runs elsewhere, awaits a call-back, or nobody has
 *     taken it yet
 * @param resumeToken what another instance needs to follow it, null when it cannot be followed
 */
public record Run(
    UUID id,
    String job,
    @Nullable Instant occurrence,
    RunTrigger trigger,
    @Nullable RunRequest request,
    Instant firedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable RunResult finish,
    @Nullable UUID instance,
    @Nullable String resumeToken) {

  public boolean isFinished() {
    return finish != null;
  }

  /** Whether it is at work elsewhere and only a call-back tells its end: no instance has it or can follow it. */
  public boolean awaitsCallback() {
    return !isFinished()
        && startedAt != null
        && instance == null
        && resumeToken == null
        && trigger != RunTrigger.EXTERNAL;
  }

  public @Nullable Outcome outcome() {
    return finish == null ? null : finish.outcome();
  }

  /** From start to finish, null unless both are known. */
  public @Nullable Duration duration() {
    return startedAt == null || finishedAt == null ? null : Duration.between(startedAt, finishedAt);
  }
}
