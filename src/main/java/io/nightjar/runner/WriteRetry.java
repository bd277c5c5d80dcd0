package io.nightjar.runner;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Repeats what is to be written while the database is away, at growing intervals, for a bounded time. An interrupt ends it
 * early: the process is stopping.
 *
 * @param first wait
 * @param most the longest wait
 * @param limit of all attempts and waits together, by a clock that does not jump
 */
record WriteRetry(Duration first, Duration most, Duration limit) {

  private static final Logger LOG = LoggerFactory.getLogger(WriteRetry.class);

  /** A result must not be lost to an outage that a database server's restart takes. */
  static WriteRetry forResults() {
    return new WriteRetry(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  /** Until a start is not on time any more. */
  static WriteRetry forStarts(Duration startWithin) {
    return new WriteRetry(Duration.ofMillis(100), Duration.ofSeconds(2), startWithin);
  }

  <T> T write(String what, Supplier<T> writing) {
    return write(what, elapsed -> writing.get());
  }

  /** The same for what depends on the time: each attempt is told how much has passed since the first. */
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
        LOG.warn("{} could not be written, trying again: {}", what, e.toString());
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
