package io.nightjar.notification.facts;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Transition;
import io.nightjar.incident.mute.Mute;
import io.nightjar.job.Job;
import io.nightjar.ledger.gap.MonitoringGaps.Reason;
import io.nightjar.ledger.gap.MonitoringGaps.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message about an incident is made of.
 *
 * @param transition what happened to the incident
 * @param incident the incident, as it is after the transition
 * @param job the job, null when it has left the catalogue
 * @param run the run that shows it, null when there is none
 * @param history what is known of the job
 * @param blind when nobody watched, if the deadline fell into that time; else null
 * @param now the instant of the transition
 * @param mute the mute that covers it, null: none
 */
public record IncidentFacts(
    Transition transition,
    Incident incident,
    @Nullable Job job,
    @Nullable RunFacts run,
    History history,
    @Nullable Blind blind,
    Instant now,
    @Nullable Mute mute) {

  public IncidentFacts(
      Transition transition,
      Incident incident,
      @Nullable Job job,
      @Nullable RunFacts run,
      History history,
      @Nullable Blind blind,
      Instant now) {
    this(transition, incident, job, run, history, blind, now, null);
  }

  /**
   * What a message says of a run.
   *
   * @param by who asked for it, null when it was not made by hand
   * @param cancelled whether somebody ended it
   */
  public record RunFacts(
      Instant firedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String by,
      @Nullable String excerpt,
      boolean cancelled) {

    @Nullable
    public Duration took() {
      return startedAt == null || finishedAt == null
          ? null
          : Duration.between(startedAt, finishedAt);
    }
  }

  /**
   * What is known of the job.
   *
   * @param dataAsOf the occurrence answered by the last successful run, null: never
   * @param lastScheduledStart the latest start that the schedule itself caused, null: never
   * @param streak how often in a row it has gone wrong up to this one, null when that does not matter
   */
  public record History(
      @Nullable Instant dataAsOf,
      @Nullable Instant lastScheduledStart,
      @Nullable Streak streak) {

    public History(@Nullable Instant dataAsOf, @Nullable Instant lastScheduledStart) {
      this(dataAsOf, lastScheduledStart, null);
    }
  }

  /**
   * How often in a row.
   *
   * @param nights whether these were about a day apart
   */
  public record Streak(int count, boolean nights) {}

  /**
   * A time in which nobody watched.
   *
   * @param why what Nightjar did meanwhile: "was down"
   */
  public record Blind(Instant from, Instant to, String why) {

    /** The one that holds the instant, null: somebody watched. */
    public static @Nullable Blind around(Instant instant, List<Stretch> gaps) {
      return gaps.stream()
          .filter(gap -> gap.holds(instant))
          .findFirst()
          .map(Blind::of)
          .orElse(null);
    }

    public static Blind of(Stretch gap) {
      return new Blind(gap.from(), gap.to(), words(gap.reason()));
    }

    private static String words(Reason reason) {
      return switch (reason) {
        case DOWN -> "was down";
        case SUSPENDED -> "stood still (or its clock was set)";
        case DATABASE -> "could not read its database";
        case FAULT -> "could not judge: a part of it failed";
        case UNKNOWN -> "did not watch";
      };
    }
  }
}
