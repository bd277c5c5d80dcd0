package io.nightjar.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in a time zone. Occurrences follow Debian cron's daylight-saving rule: a schedule whose minute
 * and hour are fixed runs exactly once on each day it matches.
 */
public final class Schedule {

  /** The Gregorian calendar repeats itself after 400 years: a schedule that has not occurred by then never does. */
  private static final long CYCLE_SECONDS = 146_097L * 86_400;

  /** From here on every zone follows a regular rule or has no transitions. */
  private static final long FAR_FUTURE_SECOND =
      LocalDate.of(2090, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);

  private static final int YEARS_BACK = 9;

  private final String expression;
  private final ZoneId zone;
  private final CronPattern pattern;
  private final ZoneRules rules;

  private Schedule(String expression, ZoneId zone, CronPattern pattern) {
    this.expression = expression;
    this.zone = zone;
    this.pattern = pattern;
    this.rules = zone.getRules();
  }

  /**
   * Reads a cron expression of five fields as in crontab, six as in Spring, seven as in Quartz, or a nickname such as
   * {@code @daily}.
   *
   * @throws InvalidScheduleException with the value and the remedy
   */
  public static Schedule parse(String expression, ZoneId zone) {
    Schedule schedule = new Schedule(expression, zone, CronParser.parse(expression));
    schedule.refuseIfItNeverOccurs();
    return schedule;
  }

  /** The expression as it was written. */
  public String expression() {
    return expression;
  }

  public ZoneId zone() {
    return zone;
  }

  /** The first occurrence strictly after the given instant. */
  public Instant next(Instant after) {
    long from = after.getEpochSecond() + 1;
    long occurrence = walkFrom(from).next(Math.max(from, FAR_FUTURE_SECOND) + CYCLE_SECONDS);
    if (occurrence == NextOccurrences.NONE) {
      throw new IllegalStateException(this + " has no occurrence after " + after);
    }
    return Instant.ofEpochSecond(occurrence);
  }

  /** The latest occurrence at or before the given instant, if there was one in the last nine years. */
  public Optional<Instant> latest(Instant at) {
    Instant notBefore = at.atOffset(ZoneOffset.UTC).minusYears(YEARS_BACK).toInstant();
    long occurrence = new PreviousOccurrences(pattern, rules)
        .latest(at.getEpochSecond(), notBefore.getEpochSecond());
    return occurrence == PreviousOccurrences.NONE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(occurrence));
  }

  /** All occurrences from {@code from}, inclusive, to {@code to}, exclusive, at most {@code limit}. */
  public List<Instant> between(Instant from, Instant to, int limit) {
    List<Instant> occurrences = new ArrayList<>();
    if (limit > 0) {
      forEach(from, to, occurrence -> occurrences.add(occurrence) && occurrences.size() < limit);
    }
    return occurrences;
  }

  /** The schedule in plain English, without its zone: "at 00:05 every day". */
  public String inWords() {
    TimeDescription times = TimeDescription.of(pattern.times());
    DayDescription days = new DayDescription(pattern.days());
    return times.roundTheClock() && days.isEveryDay()
        ? times.text()
        : times.text() + " " + days.text();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Schedule that
        && expression.equals(that.expression)
        && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(expression, zone);
  }

  @Override
  public String toString() {
    return "\"" + expression + "\" in " + zone;
  }

  /**
   * Passes all occurrences from {@code from}, inclusive, to {@code to}, exclusive, to the predicate until it returns
   * false.
   */
  public void forEach(Instant from, Instant to, Predicate<Instant> wantsMore) {
    NextOccurrences walk = walkFrom(ceilingSecond(from));
    long before = ceilingSecond(to);
    long occurrence = walk.next(before);
    while (occurrence != NextOccurrences.NONE
        && wantsMore.test(Instant.ofEpochSecond(occurrence))) {
      occurrence = walk.next(before);
    }
  }

  private NextOccurrences walkFrom(long second) {
    return new NextOccurrences(pattern, rules, second);
  }

  private void refuseIfItNeverOccurs() {
    if (pattern.days().atOrAfter(LocalDate.EPOCH) == null) {
      throw new InvalidScheduleException(
          "\"" + expression + "\" never occurs: no date matches its days and months",
          "write a day that exists in that month; L is its last day");
    }
    long before = FAR_FUTURE_SECOND + CYCLE_SECONDS;
    if (walkFrom(FAR_FUTURE_SECOND).next(before) == NextOccurrences.NONE) {
      throw new InvalidScheduleException(
          "\"" + expression + "\" never occurs in " + zone
              + ": all its times are skipped when the clocks change",
          "write the minute and the hour without *, so that it runs after the skipped hour");
    }
  }

  private static long ceilingSecond(Instant instant) {
    return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
  }
}
