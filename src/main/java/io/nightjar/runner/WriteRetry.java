package io.nightjar.runner;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Retries a write while the database is down, at growing intervals and for a limited time. An interrupt ends it early,
 * because the process is stopping.
 *
 * @param first wait
 * @param most the longest wait
 * @param limit of all attempts and waits together, on the monotonic clock
 */
record WriteRetry(Duration first, Duration most, Duration limit) {

  private static final Logger LOG = LoggerFactory.getLogger(WriteRetry.class);

  /** A result must survive a restart of the database server. */
  static WriteRetry forResults() {
    return new WriteRetry(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  /** Retries until the start would be late. */
  static WriteRetry forStarts(Duration startWithin) {
    return new WriteRetry(Duration.ofMillis(100), Duration.ofSeconds(2), startWithin);
  }

  <T> T write(String what, Supplier<T> writing) {
    return write(what, elapsed -> writing.get());
  }

  /** The same for a write that depends on the time: each attempt receives the time since the first one. */
  <T> T write(String what, Function<Duration, T> writing) {
    long began = System.nanoTime();
    Duration wait = first;
    Duration elapsed = Duration.ZERO;
    while (true) {
      try {
        return writing.apply(elapsed);
      } catch (DataAccessException | TransactionException e) {
        elapsed = Duration.ofNanos(System.nanoTime() - began);
        if (elapsed.compareTo(limit) >= 0 || !pause(wait)) {
          throw e;
        }
        LOG.warn("{} could not be recorded and is retried: {}", what, e.toString());
        wait = wait.multipliedBy(2).compareTo(most) > 0 ? most : wait.multipliedBy(2);
      }
    }
  }

  private static boolean pause(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
