package io.nightjar.ledger.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run to be written.
 *
 * @param idempotencyKey of the request, null when none was given
 * @param externalId the {@code rid} of a job that runs elsewhere, null when none was given
 */
record NewRun(
    UUID id,
    String job,
    @Nullable Instant occurrence,
    RunTrigger trigger,
    @Nullable RunRequest request,
    @Nullable String idempotencyKey,
    @Nullable UUID externalId,
    Instant firedAt,
    @Nullable UUID instance) {

  /** Whether no other run may claim the same occurrence. */
  boolean claims() {
    return trigger == RunTrigger.SCHEDULE || trigger == RunTrigger.CATCH_UP;
  }
}
