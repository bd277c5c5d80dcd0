package io.nightjar.incident;

import java.time.Duration;
import java.time.Instant;
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

  public Mute {
    jobs = jobs == null ? null : Collections.unmodifiableSet(new TreeSet<>(jobs));
    if (jobs != null && jobs.isEmpty()) {
      throw new RefusedException("jobs", "empty", "name jobs, or leave jobs out for all of them");
    }
    // One that was ended before it began covers nothing and is kept.
    if (endedBy == null && !to.isAfter(from)) {
      throw new RefusedException("to", to.toString(), "a mute ends after it begins, at " + from);
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new RefusedException(
          "to", to.toString(), "a mute lasts at most " + LONGEST.toDays() + " days");
    }
    if (reason.isBlank()) {
      throw new RefusedException("reason", null, "say why nobody is to be told");
    }
    if (reason.length() > LONGEST_REASON) {
      throw new RefusedException(
          "reason", "so long", "use at most " + LONGEST_REASON + " characters");
    }
  }

  /** A mute that nobody has written yet. */
  public static Mute of(
      @Nullable Set<String> jobs,
      Instant from,
      Instant to,
      String reason,
      String author,
      Instant createdAt) {
    return new Mute(0, jobs, from, to, reason, author, createdAt, null);
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
