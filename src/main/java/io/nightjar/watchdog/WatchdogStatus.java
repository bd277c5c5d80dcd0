package io.nightjar.watchdog;

import io.nightjar.job.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How the watchdog itself is doing, for health, metrics and whoever notices that it is blind. In memory alone. */
@Component
public class WatchdogStatus {

  private final Duration blindAfter;
  private volatile Instant beganAt;
  private volatile @Nullable Instant lastPass;
  private volatile @Nullable Failure lastFailure;
  private final AtomicLong passes = new AtomicLong();

  /**
   * Why a pass failed.
   *
   * @param what the duty that could not be done, and the class of the problem
   * @param ofDatabase whether the database did not answer
   */
  record Failure(String what, boolean ofDatabase) {}

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
    passes.incrementAndGet();
  }

  void failed(Throwable failure) {
    lastFailure = failure instanceof FailedDutyException duty
        ? new Failure(duty.what(), duty.isOfDatabase())
        : new Failure(failure.getClass().getSimpleName(), isOfDatabase(failure));
  }

  static boolean isOfDatabase(@Nullable Throwable failure) {
    return failure instanceof DataAccessException || failure instanceof TransactionException;
  }

  /** When it last went through everything that was due. */
  public Optional<Instant> lastPass() {
    return Optional.ofNullable(lastPass);
  }

  /** What kept the last attempt from passing; empty when it passed. */
  public Optional<String> lastFailure() {
    return failure().map(Failure::what);
  }

  Optional<Failure> failure() {
    return Optional.ofNullable(lastFailure);
  }

  /** Since when it has not passed, when that is longer than it may be; empty while it sees. */
  public Optional<Instant> blindSince(Instant now) {
    Instant sight = lastSight();
    return Duration.between(sight, now).compareTo(blindAfter) > 0
        ? Optional.of(sight)
        : Optional.empty();
  }

  /** How often it has gone through everything that was due. */
  long passes() {
    return passes.get();
  }

  Instant lastSight() {
    Instant passed = lastPass;
    return passed == null ? beganAt : passed;
  }

  Duration blindAfter() {
    return blindAfter;
  }
}
