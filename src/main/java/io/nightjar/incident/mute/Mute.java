package io.nightjar.incident.mute;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A planned window in which incidents are recorded but not announced. It always ends.
 *
 * @param id identity; 0 for one that is not written, as those of the configuration
 * @param jobs the jobs it is for, null: all
 * @param from from when, inclusive
 * @param to until when, exclusive; brought forward when it is ended early
 * @param reason why, as given
 * @param author who wants it
 * @param createdAt when it was asked for
 * @param endedBy who ended it early, null: nobody
 */
public record Mute(
    long id,
    @Nullable Set<String> jobs,
    Instant from,
    Instant to,
    String reason,
    String author,
    Instant createdAt,
    @Nullable String endedBy) {

  public static final Duration LONGEST = Duration.ofDays(31);
  public static final int LONGEST_REASON = 1_000;

  /** What has been written once is read as it is: a rule that came later must not keep it from being listed and ended. */
  public Mute {
    jobs = jobs == null ? null : Collections.unmodifiableSet(new TreeSet<>(jobs));
  }

  private Mute checked() {
    if (jobs != null && jobs.isEmpty()) {
      throw new RejectedRequestException(
          "jobs", "empty", "name jobs, or leave jobs out for all of them");
    }
    if (!to.isAfter(from)) {
      throw new RejectedRequestException(
          "to", to.toString(), "a mute ends after it begins, at " + from);
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new RejectedRequestException(
          "to", to.toString(), "a mute lasts at most " + LONGEST.toDays() + " days");
    }
    if (reason.isBlank()) {
      throw new RejectedRequestException(
          "reason", null, "give the reason why nobody is to be notified");
    }
    if (reason.length() > LONGEST_REASON) {
      throw new RejectedRequestException(
          "reason", "so long", "use at most " + LONGEST_REASON + " characters");
    }
    return this;
  }

  /**
   * A mute that nobody has written yet, from and to in microseconds, the finest that the tables keep.
   *
   * @throws RejectedRequestException when it cannot be, as one that does not end
   */
  public static Mute of(
      @Nullable Set<String> jobs,
      Instant from,
      Instant to,
      String reason,
      String author,
      Instant createdAt) {
    Instant begins = from.truncatedTo(ChronoUnit.MICROS);
    Instant ends = to.truncatedTo(ChronoUnit.MICROS);
    return new Mute(0, jobs, begins, ends, reason, author, createdAt, null).checked();
  }

  public boolean isFor(String job) {
    return jobs == null || jobs.contains(job);
  }

  /** Whether the instant falls into it. */
  public boolean holds(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  Mute withId(long newId) {
    return new Mute(newId, jobs, from, to, reason, author, createdAt, endedBy);
  }
}
