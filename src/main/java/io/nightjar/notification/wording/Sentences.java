package io.nightjar.notification.wording;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Ending;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.incident.Transition;
import io.nightjar.job.Job;
import io.nightjar.notification.incident.IncidentFacts;
import io.nightjar.notification.incident.IncidentFacts.Blind;
import io.nightjar.notification.incident.IncidentFacts.RunFacts;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sentences of a message about an incident, in the zone of its job. */
public final class Sentences {

  private final IncidentFacts report;
  private final Incident incident;
  private final @Nullable Job job;
  private final LocalTimes times;

  public Sentences(IncidentFacts report, ZoneId defaultZone) {
    this.report = report;
    this.incident = report.incident();
    this.job = report.job();
    this.times = new LocalTimes(job == null ? defaultZone : job.zone());
  }

  public String whatIsWrong() {
    String what = switch (incident.kind()) {
      case NOT_STARTED -> "did not start";
      case COULD_NOT_START -> incident.occurrence() == null ? "cannot start" : "could not start";
      case FAILED -> isCancelled() ? "was cancelled" : "failed";
      case OVERDUE -> "has not finished in time";
      case TOO_QUICK -> "ended too quickly";
      case SKIPPED -> "was skipped";
      case HELD -> "was held back";
      case JOB_REMOVED -> "is no longer watched: it has left the configuration";
      case UNDELIVERABLE -> "takes no messages";
      case WATCHDOG_BLIND, SCHEDULER_DRIFT, SCHEDULER_SILENT, INSTANCE_DOWN, CLOCK_SKEW ->
        OwnSentences.whatIsWrong(incident);
      case UNKNOWN -> "has a problem that a newer version of Nightjar can explain";
    };
    return report.transition() == Transition.AGAIN ? what + " again" : what;
  }

  /** Somebody wanted it so: nothing has broken down. */
  boolean isCancelled() {
    RunFacts run = report.run();
    return run != null && run.cancelled();
  }

  @Nullable
  public String expected() {
    Instant occurrence = incident.occurrence();
    if (occurrence == null) {
      return null;
    }
    Instant deadline = incident.deadline();
    String by = switch (incident.kind()) {
      case NOT_STARTED -> deadline == null ? "" : ", to start by " + times.time(deadline);
      case OVERDUE -> deadline == null ? "" : ", to finish by " + times.time(deadline);
      default -> "";
    };
    return times.full(occurrence) + by;
  }

  @Nullable
  public String whatHappened() {
    RunFacts run = report.run();
    String what = switch (incident.kind()) {
      case NOT_STARTED ->
        run == null
            ? "no start was reported" + byDeadline() + because()
            : "it was fired at " + times.time(run.firedAt()) + ", but its work has not begun";
      case OVERDUE ->
        run == null || run.startedAt() == null
            ? null
            : job != null && job.isDigest()
                ? "the morning digest has not been delivered"
                : "it started at " + times.time(run.startedAt()) + " and is still running"
                    + (isKilled(job) ? "; Nightjar is stopping it now (kill-when-overdue)" : "");
      case TOO_QUICK -> tooQuick(run);
      case COULD_NOT_START ->
        incident.occurrence() == null
            ? "found before it is due: " + incident.cause()
            : incident.cause();
      case JOB_REMOVED -> "its schedule is gone, so nobody will notice when it does not run";
      default -> incident.cause();
    };
    boolean rerun = report.transition() == Transition.AGAIN || incident.occurrence() == null;
    return rerun && run != null && run.by() != null ? what + " (re-run by " + run.by() + ")" : what;
  }

  private String because() {
    return incident.cause() == null ? "" : ": " + incident.cause();
  }

  public static boolean isKilled(@Nullable Job job) {
    return job != null && job.work() != null && job.work().isKilledWhenOverdue();
  }

  private String byDeadline() {
    Instant deadline = incident.deadline();
    return deadline == null ? "" : " by " + times.time(deadline);
  }

  private @Nullable String tooQuick(@Nullable RunFacts run) {
    Duration took = run == null ? null : run.took();
    Duration atLeast = job == null ? null : job.expectations().atLeast();
    if (took == null || atLeast == null) {
      return null;
    }
    return "it reported success after " + LocalTimes.duration(took) + "; its work takes at least "
        + LocalTimes.duration(atLeast);
  }

  @Nullable
  public String noticedLate() {
    Blind blind = report.blind();
    return blind == null
        ? null
        : "Nightjar " + blind.why() + " from " + times.full(blind.from()) + " to "
            + times.full(blind.to());
  }

  /** For a list of several: without the environment, with the occurrence. */
  public String summary(String what) {
    Instant occurrence = incident.occurrence();
    return incident.name() + " " + what
        + (occurrence == null ? "" : " (" + times.full(occurrence) + ")");
  }

  /** The same of what is wrong; of what is only to come, what that is: there is no time of an event yet. */
  public String wrongInShort() {
    String line = summary(whatIsWrong());
    return incident.kind() == IncidentKind.SCHEDULER_DRIFT && incident.cause() != null
        ? line + ": " + incident.cause()
        : line;
  }

  @Nullable
  public String dataAsOf() {
    if (incident.job() == null) {
      return null;
    }
    Instant dataAsOf = report.history().dataAsOf();
    if (dataAsOf == null) {
      return "no success recorded yet";
    }
    return times.full(dataAsOf);
  }

  @Nullable
  public String nextRun() {
    if (job == null) {
      return null;
    }
    // Of what will not start as planned, its cause says when it was due.
    if (incident.kind() == IncidentKind.SCHEDULER_DRIFT && incident.isOpen()) {
      return null;
    }
    return times.full(job.nextOccurrence(report.now()));
  }

  public String goodNews() {
    return switch (ending().resolution()) {
      case SUPERSEDED -> "is made up for";
      case JOB_RETURNED -> "is watched again";
      case MANUAL -> "was marked as resolved";
      case DELIVERED_AGAIN -> "takes messages again";
      case UNKNOWN -> "has ended";
      case RECOVERED, TAKEN_OVER -> OwnSentences.goodNews(incident);
      case NO_LONGER_WATCHED -> "is no longer watched";
      case REPORTED_LATE -> "was on time after all";
      case LATE_RUN, MANUAL_RUN, REPLACED -> "is done" + lateBy();
    };
  }

  private String lateBy() {
    RunFacts run = report.run();
    Instant deadline = incident.deadline();
    if (run == null || deadline == null) {
      return "";
    }
    Instant happened = incident.kind() == IncidentKind.NOT_STARTED && run.startedAt() != null
        ? run.startedAt()
        : run.finishedAt();
    return happened == null || !happened.isAfter(deadline)
        ? ""
        : ", " + LocalTimes.duration(Duration.between(deadline, happened)) + " late";
  }

  public String howItEnded() {
    return switch (ending().resolution()) {
      case LATE_RUN -> "it ran" + fromTo();
      case MANUAL_RUN -> "re-run" + by() + fromTo();
      case SUPERSEDED ->
        "a later run has succeeded" + fromTo()
            + (incident.occurrence() == null ? "" : "; this one itself was not run");
      case REPORTED_LATE -> "it ran" + fromTo() + "; only its report was late";
      case JOB_RETURNED -> "it is back in the configuration";
      case DELIVERED_AGAIN -> "what waited has been delivered";
      case UNKNOWN -> "as a newer version of Nightjar knows: see the incident";
      case MANUAL -> "marked as resolved" + by();
      case RECOVERED, TAKEN_OVER -> OwnSentences.howItEnded(incident);
      case REPLACED -> "another problem has taken its place";
      case NO_LONGER_WATCHED ->
        incident.job() != null
            ? "it has left the configuration"
            : Subject.SCHEDULER.equals(incident.subject())
                ? "no job of the configuration is started by Nightjar"
                : "the canary was switched off: whether the scheduler starts jobs is no longer checked";
    };
  }

  private String by() {
    return ending().by() == null ? "" : " by " + ending().by();
  }

  private String fromTo() {
    RunFacts run = report.run();
    if (run == null || run.finishedAt() == null) {
      return "";
    }
    return run.startedAt() == null
        ? ", finished " + times.full(run.finishedAt()) + "; no start was reported"
        : " from " + times.full(run.startedAt()) + " to " + times.time(run.finishedAt());
  }

  /** A run by hand recovers the data and says nothing of the schedule. */
  @Nullable
  public String scheduleUnproven() {
    boolean scheduleFailed = incident.kind() == IncidentKind.NOT_STARTED
        || incident.kind() == IncidentKind.COULD_NOT_START;
    if (ending().resolution() != Resolution.MANUAL_RUN || !scheduleFailed) {
      return null;
    }
    Instant last = report.history().lastScheduledStart();
    return "whether the schedule works: it has not started the job since "
        + (last == null ? "Nightjar began to watch it" : times.full(last));
  }

  private Ending ending() {
    return Objects.requireNonNull(incident.ending());
  }
}
