package io.nightjar.ledger.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the last rehearsal showed of a job.
 *
 * @param job name of the job
 * @param cause why it cannot start, null when it can
 * @param version of the build that was rehearsed
 * @param instance the process that rehearsed it
 */
public record StartCheck(
    String job, @Nullable String cause, String version, UUID instance, Instant checkedAt) {

  /** As much of a cause as is kept: the version is told after it and must not be what is cut. */
  private static final int LONGEST_CAUSE = 800;

  public StartCheck {
    if (cause != null && cause.length() > LONGEST_CAUSE) {
      boolean inside = Character.isHighSurrogate(cause.charAt(LONGEST_CAUSE - 1));
      cause = cause.substring(0, inside ? LONGEST_CAUSE - 1 : LONGEST_CAUSE) + "…";
    }
  }
}
