package io.nightjar.web.api.job;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.ledger.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as JSON. Without its resume token, which may contain addresses and secrets. */
record RunView(
    UUID id,
    String job,
    @Nullable Instant occurrence,
    String trigger,
    @Nullable String requestedBy,
    @Nullable String reason,
    @JsonRawValue @Nullable String parameters,
    Instant firedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Duration duration,
    @Nullable String outcome,
    @Nullable String cause,
    @Nullable String excerpt,
    @Nullable Integer exitStatus,
    @Nullable UUID instance) {

  static RunView of(Run run) {
    RunRequest request = run.request();
    RunResult finish = run.finish();
    return new RunView(
        run.id(),
        run.job(),
        run.occurrence(),
        run.trigger().word(),
        request == null ? null : request.by(),
        request == null ? null : request.reason(),
        request == null ? null : request.parameters(),
        run.firedAt(),
        run.startedAt(),
        run.finishedAt(),
        run.duration(),
        finish == null ? null : finish.outcome().word(),
        finish == null ? null : finish.cause(),
        finish == null ? null : finish.excerpt(),
        finish == null ? null : finish.exitStatus(),
        run.instance());
  }
}
