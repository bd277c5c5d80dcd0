package io.nightjar.job;

import io.nightjar.platform.text.DurationFormat;
import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named piece of nightly work: its schedule, its expectations and, unless it runs elsewhere, how to run it.
 *
 * @param name unique in the catalogue, letters, digits, {@code .}, {@code _} and {@code -}
 * @param description one sentence for people, may be empty
 * @param schedule when it must happen, in the job's own time zone
 * @param expectations what is expected of each occurrence
 * @param catchUpWithin a run missed by downtime is still started within this; zero: alert only
 * @param overlap what becomes of a run that is due while another is running
 * @param dependencies what it needs first
 * @param contact whom its messages address
 * @param work how to run it; null: it runs elsewhere and pings
 * @param pingKey the secret of its pings, null when it does not ping
 */
public record Job(
    String name,
    String description,
    Schedule schedule,
    Expectations expectations,
    Duration catchUpWithin,
    OverlapPolicy overlap,
    Dependencies dependencies,
    Contact contact,
    @Nullable JobTarget work,
    @Nullable PingKey pingKey) {

  /** What a name may look like: short, and safe in addresses, file names and messages. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm zzz", Locale.UK);

  public Job {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a job's name is letters, digits, dots, dashes and underscores");
    }
    if (catchUpWithin.isNegative()) {
      throw new IllegalArgumentException("catch-up-within must not be negative");
    }
  }

  /** The zone in which people read its times. */
  public ZoneId zone() {
    return schedule.zone();
  }

  /** An instant as its people read it: "Thu 22 Jan 00:05 GMT". */
  public String localTime(Instant instant) {
    return LOCAL_TIME.format(instant.atZone(zone()));
  }

  /** Its first occurrence strictly after the given instant. */
  public Instant nextOccurrence(Instant after) {
    return schedule.next(after);
  }

  /** Whether Nightjar itself starts it. */
  public boolean runsHere() {
    return work != null;
  }

  /** Whether it is Nightjar's own message of the morning, which nobody configured as a job and nobody starts. */
  public boolean isDigest() {
    return name.equals(JobCatalogue.DIGEST);
  }

  /** Whether it is Nightjar's own canary, which shows that jobs are fired at all. */
  public boolean isCanary() {
    return name.equals(JobCatalogue.CANARY);
  }

  /** Whether it is Nightjar's own, and nobody has configured it as a job. */
  public boolean isOwn() {
    return isDigest() || isCanary();
  }

  /**
   * The expectations of each occurrence, in one line for people. Two texts are equal exactly when the schedule and what
   * decides the deadlines are, so it shows that a job was changed and how.
   */
  public String definition() {
    Duration atLeast = expectations.atLeast();
    return "\"%s\" in %s, start within %s, finish within %s, early by %s%s"
        .formatted(
            schedule.expression().strip().replaceAll("\\s+", " "),
            schedule.zone().getId(),
            DurationFormat.of(expectations.startWithin()),
            DurationFormat.of(expectations.finishWithin()),
            DurationFormat.of(expectations.earlyBy()),
            atLeast == null ? "" : ", at least " + DurationFormat.of(atLeast));
  }

  Job withPingKey(PingKey other) {
    return new Job(
        name,
        description,
        schedule,
        expectations,
        catchUpWithin,
        overlap,
        dependencies,
        contact,
        work,
        other);
  }

  Job withoutRequirements() {
    return new Job(
        name,
        description,
        schedule,
        expectations,
        catchUpWithin,
        overlap,
        Dependencies.NONE,
        contact,
        work,
        pingKey);
  }
}
