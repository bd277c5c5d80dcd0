package io.nightjar.watchdog;

import io.nightjar.job.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the watchdog itself is doing, for health, metrics and whoever notices that it is blind. In memory alone. */
@Component
public class WatchdogStatus {

  private final Duration blindAfter;
  private volatile Instant beganAt;
  private volatile @Nullable Instant lastPass;
  private volatile @Nullable String lastFailure;

  WatchdogStatus(Settings settings, Clock clock) {
    this.blindAfter = settings.get(WatchdogSettings.class).blindAfter();
    this.beganAt = clock.instant();
  }

  void begins(Instant now) {
    beganAt = now;
    lastPass = null;
  }

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

  /** Since when it has not passed, when that is longer than it may be; empty while it sees. */
  public Optional<Instant> blindSince(Instant now) {
    Instant sight = lastSight();
    return Duration.between(sight, now).compareTo(blindAfter) > 0
        ? Optional.of(sight)
        : Optional.empty();
  }

  Instant lastSight() {
    Instant passed = lastPass;
    return passed == null ? beganAt : passed;
  }

  Duration blindAfter() {
    return blindAfter;
  }
}
