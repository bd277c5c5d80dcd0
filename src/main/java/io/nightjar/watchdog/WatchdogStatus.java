package io.nightjar.watchdog;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the watchdog itself is doing, for health and metrics. */
@Component
public class WatchdogStatus {

  private volatile @Nullable Instant lastPass;
  private volatile @Nullable String lastFailure;

  void passed(Instant now) {
    lastPass = now;
    lastFailure = null;
  }

  void failed(Throwable failure) {
    lastFailure = failure.getClass().getSimpleName();
  }

  /** When it last went through everything that was due. */
  public Optional<Instant> lastPass() {
    return Optional.ofNullable(lastPass);
  }

  /** What kept the last attempt from passing; empty when it passed. */
  public Optional<String> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }
}
