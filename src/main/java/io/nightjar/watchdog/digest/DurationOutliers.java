package io.nightjar.watchdog.digest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says whether a run took much longer or shorter than those before it. Pure. */
final class DurationOutliers {

  /** With fewer to compare with nothing is unusual. */
  static final int ENOUGH = 5;

  static final Duration LEAST_DIFFERENCE = Duration.ofMinutes(1);

  private DurationOutliers() {}

  /** What runs like the first usually take, if that one is unusual: more than twice or less than half the median. */
  static Optional<Duration> usual(List<Duration> newestFirst) {
    if (newestFirst.size() <= ENOUGH) {
      return Optional.empty();
    }
    Duration took = newestFirst.get(0);
    List<Duration> before =
        newestFirst.subList(1, newestFirst.size()).stream().sorted().toList();
    Duration median = before.get(before.size() / 2);
    boolean different = took.minus(median).abs().compareTo(LEAST_DIFFERENCE) >= 0;
    boolean unusual =
        took.compareTo(median.multipliedBy(2)) > 0 || took.multipliedBy(2).compareTo(median) < 0;
    return different && unusual ? Optional.of(median) : Optional.empty();
  }
}
