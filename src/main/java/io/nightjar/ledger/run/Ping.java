package io.nightjar.ledger.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat of a job that runs elsewhere.
 *
 * @param job name of the job
 * @param kind {@code STARTED}, {@code LOG}, {@code SUCCEEDED} or {@code FAILED}
 * @param rid tells overlapping runs apart, null when none was given
 * @param exitStatus as reported, null when none was
 * @param body the text that the job sent, untrusted, null when none
 * @param at when it arrived
 */
public record Ping(
    String job,
    HeartbeatKind kind,
    @Nullable UUID rid,
    @Nullable Integer exitStatus,
    @Nullable String body,
    Instant at) {

  public Ping {
    switch (kind) {
      case STARTED, LOG, SUCCEEDED, FAILED -> {}
      default -> throw new IllegalArgumentException("a job elsewhere cannot report " + kind.word());
    }
  }

  boolean finishes() {
    return kind == HeartbeatKind.SUCCEEDED || kind == HeartbeatKind.FAILED;
  }

  RunResult finish() {
    if (kind == HeartbeatKind.SUCCEEDED) {
      return new RunResult(Outcome.SUCCEEDED, null, body, exitStatus);
    }
    String cause =
        exitStatus == null ? "the job reported that it failed" : "exit status " + exitStatus;
    return new RunResult(Outcome.FAILED, cause, body, exitStatus);
  }
}
