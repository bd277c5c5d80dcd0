package io.nightjar.ledger.expected;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence that must happen, with its two deadlines.
 *
 * @param id identity; 0 before it is written
 * @param job name of the job
 * @param occurrence the instant of the schedule
 * @param windowFrom from when evidence from elsewhere counts for it
 * @param startDeadline latest instant of a start that is on time
 * @param finishDeadline latest instant of a finish that is on time
 * @param atLeast a shorter success is an incident, null when any duration will do
 * @param muted whether nobody was notified of its result, because its job was muted at that time
 * @param progress what became of it so far
 */
public record ExpectedRun(
    long id,
    String job,
    Instant occurrence,
    Instant windowFrom,
    Instant startDeadline,
    Instant finishDeadline,
    @Nullable Duration atLeast,
    boolean muted,
    Progress progress) {

  /**
   * What became of an expected run so far.
   *
   * @param state the state
   * @param run the run that answers it, null until there is one
   * @param startedAt start of that run
   * @param finishedAt finish of that run
   */
  public record Progress(
      ExpectedState state,
      @Nullable UUID run,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {

    public static final Progress NONE = new Progress(ExpectedState.AWAITING, null, null, null);
  }

  public ExpectedState state() {
    return progress.state();
  }

  /** Whether a success after so long is too quick to be one; null: it is not known how long it took. */
  public boolean isTooQuick(@Nullable Duration took) {
    return atLeast != null && took != null && took.compareTo(atLeast) < 0;
  }

  /** How long a manual run that answers it may take, from its start. */
  public Duration finishWithin() {
    return Duration.between(occurrence, finishDeadline);
  }
}
