package io.nightjar.web.ping;

import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.Ping;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The signal at the end of a ping's address, in the form of Healthchecks.
 *
 * @param exitStatus of the job, null when the address has none
 */
record PingSignal(HeartbeatKind kind, @Nullable Integer exitStatus) {

  private static final int MOST = 255;

  /** Empty when the word is unknown. */
  static Optional<PingSignal> of(@Nullable String word) {
    if (word == null) {
      return Optional.of(new PingSignal(HeartbeatKind.SUCCEEDED, null));
    }
    return switch (word) {
      case "start" -> Optional.of(new PingSignal(HeartbeatKind.STARTED, null));
      case "fail" -> Optional.of(new PingSignal(HeartbeatKind.FAILED, null));
      case "log" -> Optional.of(new PingSignal(HeartbeatKind.LOG, null));
      default -> exit(word);
    };
  }

  private static Optional<PingSignal> exit(String word) {
    if (!word.matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    int status = Integer.parseInt(word);
    HeartbeatKind kind = status == 0 ? HeartbeatKind.SUCCEEDED : HeartbeatKind.FAILED;
    return status > MOST ? Optional.empty() : Optional.of(new PingSignal(kind, status));
  }

  Ping by(String job, @Nullable UUID rid, @Nullable String body, Instant now) {
    return new Ping(job, kind, rid, exitStatus, body, now);
  }
}
