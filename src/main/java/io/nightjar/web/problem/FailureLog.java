package io.nightjar.web.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Logs failures of requests. A failure that repeats is logged once a minute with its count, so that nobody can fill the
 * disk by causing it.
 */
@Component
public class FailureLog {

  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int MOST_KINDS = 100;

  private final Clock clock;
  private final Map<Kind, Count> counts = new LinkedHashMap<>();

  public FailureLog(Clock clock) {
    this.clock = clock;
  }

  private record Kind(
      String consequence, Class<?> failure, @Nullable StackTraceElement place) {

    static Kind of(String consequence, Throwable failure) {
      StackTraceElement[] places = failure.getStackTrace();
      return new Kind(consequence, failure.getClass(), places.length == 0 ? null : places[0]);
    }
  }

  /**
   * One kind of failure.
   *
   * @param at when it was logged last
   * @param more how many followed since
   */
  private record Count(Instant at, long more) {}

  /**
   * Logs a failure, or counts it.
   *
   * @param consequence the same for all of its kind
   * @param what which request this one was
   */
  public void log(String consequence, String what, Throwable failure) {
    Count silent = passed(Kind.of(consequence, failure), clock.instant());
    if (silent == null) {
      return;
    }
    if (silent.more() == 0) {
      log.error("{}: {}", consequence, what, failure);
    } else {
      log.error(
          "{}: {}; {} more like it since {}",
          consequence,
          what,
          silent.more(),
          silent.at(),
          failure);
    }
  }

  /** What was counted since the last logged failure; null when this one is only counted. */
  private synchronized @Nullable Count passed(Kind kind, Instant now) {
    Count count = counts.getOrDefault(kind, new Count(Instant.EPOCH, 0));
    // A clock that was set back must not suppress the log.
    if (!now.isBefore(count.at()) && now.isBefore(count.at().plus(QUIET))) {
      counts.put(kind, new Count(count.at(), count.more() + 1));
      return null;
    }
    counts.remove(kind);
    counts.put(kind, new Count(now, 0));
    if (counts.size() > MOST_KINDS) {
      counts.remove(counts.keySet().iterator().next());
    }
    return count;
  }
}
