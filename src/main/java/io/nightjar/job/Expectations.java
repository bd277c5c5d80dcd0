package io.nightjar.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of each occurrence of a job.
 *
 * @param startWithin deadline of the start, from the occurrence
 * @param finishWithin deadline of the finish, from the occurrence; of a manual run, from its start
 * @param earlyBy how long before the occurrence evidence from elsewhere already counts for it
 * @param atLeast a shorter success is an incident; null: any duration will do
 * @param freshFor how old the job's data may become; null: no expectation
 */
public record Expectations(
    Duration startWithin,
    Duration finishWithin,
    Duration earlyBy,
    @Nullable Duration atLeast,
    @Nullable Duration freshFor) {

  public Expectations {
    if (startWithin.isNegative() || finishWithin.compareTo(startWithin) < 0) {
      throw new IllegalArgumentException("finish-within must not be shorter than start-within");
    }
    if (earlyBy.isNegative()) {
      throw new IllegalArgumentException("early-by must not be negative");
    }
    if (atLeast != null && (atLeast.isNegative() || atLeast.compareTo(finishWithin) >= 0)) {
      throw new IllegalArgumentException("at-least must be shorter than finish-within");
    }
  }
}
