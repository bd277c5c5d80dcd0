package io.nightjar.actuator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The latest reading for all metrics of a scrape: a few queries at most every few seconds, however many jobs and however
 * many scrapers there are.
 */
@Component
class MetricsCache {

  static final Duration FRESH_FOR = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(MetricsCache.class);

  private final MetricsReader source;
  private final Clock clock;
  private MetricsSnapshot latest = MetricsSnapshot.NONE;
  private Instant readAgainAt = Instant.MIN;
  private boolean failing;

  MetricsCache(MetricsReader source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** While the database is away this is the last one there was: {@code nightjar_metrics_read_timestamp_seconds} says how old. */
  synchronized MetricsSnapshot latest() {
    Instant now = clock.instant();
    if (now.isBefore(readAgainAt) && now.isAfter(readAgainAt.minus(FRESH_FOR.multipliedBy(2)))) {
      return latest;
    }
    try {
      latest = source.read(now);
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        log.warn("The metrics of the jobs are out of date: they cannot be read: {}", e.toString());
      }
      failing = true;
    }
    // From its end on: reading a database that is away takes long, and every meter asks.
    readAgainAt = clock.instant().plus(FRESH_FOR);
    return latest;
  }
}
