package io.nightjar.actuator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * An indicator that asks the database: at most once a second and by one thread at a time, however many ask for health,
 * which anybody may. Who asks meanwhile gets the answer before.
 */
final class CachedHealthIndicator implements HealthIndicator {

  static final Duration FRESH_FOR = Duration.ofSeconds(1);

  private record Answer(Health health, Instant at) {

    /** A clock that went back makes an answer old. */
    boolean isFresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(FRESH_FOR));
    }
  }

  private final HealthIndicator indicator;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Answer last;

  CachedHealthIndicator(HealthIndicator indicator, Clock clock) {
    this.indicator = indicator;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Answer known = last;
    if (known != null && (known.isFresh(clock.instant()) || !asking.tryLock())) {
      return known.health();
    }
    if (known == null) {
      asking.lock();
    }
    try {
      return refreshed();
    } finally {
      asking.unlock();
    }
  }

  /** Another one may have asked while this one waited. */
  private Health refreshed() {
    Answer known = last;
    if (known != null && known.isFresh(clock.instant())) {
      return known.health();
    }
    Health health = Objects.requireNonNull(indicator.health());
    // From its end on: a database that is away is asked for seconds.
    last = new Answer(health, clock.instant());
    return health;
  }
}
