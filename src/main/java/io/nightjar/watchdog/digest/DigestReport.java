package io.nightjar.watchdog.digest;

import io.nightjar.notification.MessageText;
import io.nightjar.notification.facts.IncidentFacts.Blind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the message of the morning is made of.
 *
 * @param from when the one before was due: the night begins then
 * @param to when this one is due
 * @param night what became of the runs that were due in between
 * @param behind jobs whose data is behind their schedule
 * @param open what needs a person, the oldest first
 * @param next what is due until the next morning
 * @param unproven jobs that a person had to run: that their schedule works is not shown
 * @param unplanned jobs for which no next run is written
 * @param unusual runs that took much longer or shorter than those before
 * @param deliveries how the messages themselves fared
 * @param blind when no watchdog was active
 */
public record DigestReport(
    Instant from,
    Instant to,
    Night night,
    Some<Behind> behind,
    Some<Open> open,
    Next next,
    Some<String> unproven,
    Some<String> unplanned,
    Some<Unusual> unusual,
    Deliveries deliveries,
    Some<Blind> blind) {

  /**
   * How many runs ended how.
   *
   * @param underway not ended yet, and not late either
   * @param byHand how many of those that are done were run manually
   */
  public record Night(
      long met,
      long late,
      long missed,
      long failed,
      long overdue,
      long skipped,
      long held,
      long underway,
      long byHand) {

    public long all() {
      return done() + missed + failed + overdue + skipped + held + underway;
    }

    public long done() {
      return met + late;
    }
  }

  /** The first few of many. */
  public record Some<T>(List<T> first, long all) {

    public Some {
      first = List.copyOf(first);
    }

    boolean isEmpty() {
      return all == 0;
    }
  }

  /** A job and the night its data is of; null: it has none. */
  public record Behind(String job, @Nullable Instant dataAsOf) {}

  /** Something open: its name and what is wrong, since when, and who acknowledged it. */
  public record Open(
      MessageText what, Instant since, @Nullable String lookedAfterBy) {}

  /** How many runs are due, and the first of them. */
  public record Next(long count, @Nullable Instant first, Instant until) {}

  /** A run that took much longer or shorter than its like. */
  public record Unusual(String job, Duration took, Duration usually) {}

  /** Messages that needed more than one attempt, and those still to be delivered. */
  public record Deliveries(long troubled, long owed) {}
}
