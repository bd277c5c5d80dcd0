package io.nightjar.notification.wording;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Ending;
import io.nightjar.incident.Subject;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.facts.IncidentFacts.RunFacts;
import io.nightjar.notification.wording.KindWording.Deadline;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How an incident ended.
 *
 * @param headline behind the name: "is done, 14 min late"
 * @param detail as a sentence
 * @param state in a few words, with the time behind them
 */
public record ResolutionWording(String headline, MessageText detail, String state) {

  ResolutionWording(String headline, String detail, String state) {
    this(headline, MessageText.of(detail), state);
  }

  /** What is the same for all kinds; what is not their wording says. */
  static ResolutionWording of(IncidentContext it, KindWording kind) {
    Ending ending = Objects.requireNonNull(it.incident().ending());
    String by = ending.by() == null ? "" : " by " + ending.by();
    return switch (ending.resolution()) {
      case LATE_RUN ->
        new ResolutionWording(done(it, kind), sentence("It ran{}.", it), "done late");
      case MANUAL_RUN ->
        new ResolutionWording(
            done(it, kind),
            MessageText.format("Re-run{}{}.", by, fromTo(it)),
            "re-run" + by + ", done");
      case SUPERSEDED ->
        new ResolutionWording(
            "was made up for by a later run",
            sentence(
                it.isOfNoRun()
                    ? "A later run succeeded{}."
                    : "A later run succeeded{}. This one itself was not run.",
                it),
            "a later run succeeded");
      case REPLACED ->
        new ResolutionWording(
            "has another problem",
            "Another problem has taken its place.",
            "has another problem, told in the thread");
      case REPORTED_LATE ->
        new ResolutionWording(
            "was on time after all",
            sentence("It ran{}. Only its report was late.", it),
            "was on time, reported late");
      case JOB_RETURNED ->
        new ResolutionWording(
            "is watched again", "It is back in the configuration.", "back in the configuration");
      case MANUAL ->
        new ResolutionWording(
            "was marked as resolved", "Marked as resolved" + by + ".", "marked as resolved" + by);
      case DELIVERED_AGAIN ->
        new ResolutionWording(
            "takes messages again", "What waited has been delivered.", "takes messages again");
      case RECOVERED, TAKEN_OVER -> kind.recovered(it);
      case NO_LONGER_WATCHED ->
        new ResolutionWording("is no longer watched", unwatched(it), "no longer watched");
      case UNKNOWN ->
        new ResolutionWording(
            "has ended", "A newer version of Nightjar knows how: see the incident.", "ended");
    };
  }

  private static String unwatched(IncidentContext it) {
    if (it.isOfJob()) {
      return "It has left the configuration.";
    }
    return it.isAbout(Subject.SCHEDULER)
        ? "Nightjar starts no job of the configuration any more."
        : "The canary was switched off: whether the scheduler starts jobs is no longer checked.";
  }

  private static String done(IncidentContext it, KindWording kind) {
    RunFacts run = it.run();
    Incident incident = it.incident();
    Instant deadline = incident.deadline();
    if (run == null || deadline == null) {
      return "is done";
    }
    Instant happened = kind.deadline() == Deadline.START && run.startedAt() != null
        ? run.startedAt()
        : run.finishedAt();
    return happened == null || !happened.isAfter(deadline)
        ? "is done"
        : "is done, " + LocalTimes.duration(Duration.between(deadline, happened)) + " late";
  }

  private static MessageText sentence(String template, IncidentContext it) {
    return MessageText.format(template, fromTo(it));
  }

  private static MessageText fromTo(IncidentContext it) {
    RunFacts run = it.run();
    if (run == null || run.finishedAt() == null) {
      return MessageText.of("");
    }
    Duration took = run.took();
    return run.startedAt() == null || took == null
        ? MessageText.format(
            ", finished {} (no start was reported)", it.times().full(run.finishedAt()))
        : MessageText.format(
            " from {}, in {}", it.times().full(run.startedAt()), LocalTimes.duration(took));
  }
}
