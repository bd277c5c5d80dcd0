package io.nightjar.web.api.job;

import io.nightjar.ledger.run.Heartbeat;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A heartbeat as JSON. */
record HeartbeatView(
    long id,
    UUID run,
    String job,
    String kind,
    Instant at,
    String source,
    @Nullable String detail) {

  static HeartbeatView of(Heartbeat heartbeat) {
    return new HeartbeatView(
        heartbeat.id(),
        heartbeat.run(),
        heartbeat.job(),
        heartbeat.kind().word(),
        heartbeat.at(),
        heartbeat.source(),
        heartbeat.detail());
  }
}
