package io.nightjar.notification.incident;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Transition;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.incident.IncidentFacts.RunFacts;
import io.nightjar.notification.wording.FollowUpWording;
import io.nightjar.notification.wording.OwnSentences;
import io.nightjar.notification.wording.Sentences;
import io.nightjar.platform.text.LocalTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says in plain words what happened to an incident: which job, in which environment, what did not happen, since when, when
 * it last worked, what comes next, and how to run it again.
 */
@Component
public class IncidentMessages {

  private static final int NEEDED_BY_AT_MOST = 5;
  private static final int EXCERPT_AT_MOST = 600;
  private static final int LINES_AT_MOST = 10;

  private final NightjarProperties settings;
  private final JobCatalogue catalogue;

  IncidentMessages(NightjarProperties settings, JobCatalogue catalogue) {
    this.settings = settings;
    this.catalogue = catalogue;
  }

  public Message compose(IncidentFacts report) {
    return switch (report.transition()) {
      case OPENED, AGAIN, REMINDED, ESCALATED, MUTE_ENDED -> broken(report);
      case ACKNOWLEDGED -> acknowledged(report);
      case MUTED -> muted(report);
      case RESOLVED -> resolved(report);
    };
  }

  /** What is wrong, on one short line. */
  public String summary(Incident incident, Instant now) {
    Job job = incident.job() == null ? null : catalogue.find(incident.job()).orElse(null);
    IncidentFacts report = new IncidentFacts(
        Transition.OPENED, incident, job, null, new IncidentFacts.History(null, null), null, now);
    Sentences say = new Sentences(report, settings.timeZone());
    return say.wrongInShort();
  }

  private Message broken(IncidentFacts report) {
    Sentences say = new Sentences(report, settings.timeZone());
    FollowUpWording life = new FollowUpWording(report, settings.timeZone());
    Job job = report.job();
    List<Fact> facts = new ArrayList<>();
    add(facts, "Open since", life.openSince());
    add(facts, "Acknowledged", life.acknowledged());
    add(facts, "Expected", say.expected());
    add(facts, "What happened", say.whatHappened());
    add(facts, "Noticed late", say.noticedLate());
    add(facts, "Last output", excerpt(report));
    add(facts, "Data as of", say.dataAsOf());
    add(facts, "Next run", say.nextRun());
    add(facts, "Needed by", neededBy(job));
    add(facts, "What to do", whatToDo(report));
    add(facts, "Owner", job == null ? null : job.contact().owner());
    String headline = headline(report.incident(), say.whatIsWrong() + life.standing());
    return new Message(Status.FIRING, headline, facts, links(report))
        .withSummary(MessageText.of(say.wrongInShort()))
        .withActions(IncidentActions.of(report));
  }

  private Message resolved(IncidentFacts report) {
    Sentences say = new Sentences(report, settings.timeZone());
    List<Fact> facts = new ArrayList<>();
    add(facts, "How", say.howItEnded());
    add(facts, "Was expected", say.expected());
    add(facts, "Data as of", say.dataAsOf());
    add(facts, "Still unproven", say.scheduleUnproven());
    add(facts, "Next run", say.nextRun());
    return new Message(
            Status.RESOLVED, headline(report.incident(), say.goodNews()), facts, List.of())
        .withSummary(MessageText.of(say.summary(say.goodNews())));
  }

  private Message acknowledged(IncidentFacts report) {
    String what = new FollowUpWording(report, settings.timeZone()).takenOn();
    return neutral(report, what, List.of());
  }

  private Message muted(IncidentFacts report) {
    FollowUpWording life = new FollowUpWording(report, settings.timeZone());
    List<Fact> facts = List.of(
        new Fact("Why", life.whyMuted()),
        new Fact("Then", "if it is still not done, this is said here"));
    return neutral(report, life.muted(), facts);
  }

  private Message neutral(IncidentFacts report, String what, List<Fact> facts) {
    String summary = new Sentences(report, settings.timeZone()).summary(what);
    return new Message(Status.INFO, headline(report.incident(), what), facts, List.of())
        .withSummary(MessageText.of(summary));
  }

  private String headline(Incident incident, String what) {
    return "[" + settings.environment() + "] " + incident.name() + " " + what;
  }

  private static void add(List<Fact> facts, String label, @Nullable String text) {
    if (text != null) {
      facts.add(new Fact(label, text));
    }
  }

  /** The last lines, once: a reminder does not repeat them, History has them all. */
  private static @Nullable String excerpt(IncidentFacts report) {
    RunFacts run = report.run();
    String whole = run == null ? null : run.excerpt();
    boolean news =
        report.transition() == Transition.OPENED || report.transition() == Transition.AGAIN;
    if (whole == null || whole.isBlank() || !news) {
      return null;
    }
    List<String> lines = whole.strip().lines().toList();
    String excerpt =
        String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_AT_MOST), lines.size()));
    int from = excerpt.length() - EXCERPT_AT_MOST;
    if (from <= 0) {
      return excerpt;
    }
    return "…"
        + excerpt.substring(Character.isLowSurrogate(excerpt.charAt(from)) ? from + 1 : from);
  }

  private @Nullable String neededBy(@Nullable Job job) {
    List<Job> dependents = job == null ? List.of() : catalogue.downstreamOf(job.name());
    if (dependents.isEmpty()) {
      return null;
    }
    String names = dependents.stream()
        .limit(NEEDED_BY_AT_MOST)
        .map(Job::name)
        .collect(Collectors.joining(", "));
    int more = dependents.size() - NEEDED_BY_AT_MOST;
    return names + (more > 0 ? " (+" + more + " more)" : "");
  }

  private @Nullable String whatToDo(IncidentFacts report) {
    Incident incident = report.incident();
    Job job = report.job();
    if (job != null && job.isDigest()) {
      return "See why its channel has not taken it: "
          + settings.link("/api/notifications?state=pending")
          + " ; it is then sent automatically.";
    }
    return switch (incident.kind()) {
      case JOB_REMOVED ->
        "If that was intended: " + post("/api/incidents/" + incident.id() + "/resolve")
            + " ; if not, put the job back into the configuration.";
      case UNDELIVERABLE -> null;
      case WATCHDOG_BLIND, SCHEDULER_DRIFT, SCHEDULER_SILENT, INSTANCE_DOWN, CLOCK_SKEW ->
        OwnSentences.whatToDo(incident, post("/api/scheduler/repair"));
      case COULD_NOT_START ->
        incident.occurrence() == null
            ? "Go back to the previous version, or fix the cause and restart Nightjar. Then check that it can start: "
                + post("/api/rehearsal")
            : afterFix(job);
      case OVERDUE -> overdue(incident, job);
      case SKIPPED ->
        job != null && job.runsHere()
            ? "Wait for the earlier run, or cancel it. Then re-run this one if it is still needed: "
                + rerun(job)
            : "Wait for the earlier run, or end it where it runs.";
      case FAILED -> isCancelled(report) ? whenWanted(job) : mayStillRun(incident) + afterFix(job);
      case NOT_STARTED -> untilMadeUpFor(report) + notStarted(incident, job);
      default -> afterFix(job);
    };
  }

  /** Known is why only when no thread was free: then another run would wait as well. */
  private String notStarted(Incident incident, @Nullable Job job) {
    return incident.cause() == null || job == null
        ? afterFix(job)
        : "Cancel a run that hangs, or raise nightjar.scheduler.threads at the next restart. Then re-run it: "
            + rerun(job);
  }

  private String overdue(Incident incident, @Nullable Job job) {
    if (job == null || !job.runsHere()) {
      return "It runs elsewhere: check there whether it still makes progress.";
    }
    if (Sentences.isKilled(job)) {
      return "Wait: Nightjar stops it, and says here how it ended.";
    }
    return "Wait if it still makes progress, or cancel it: " + cancel(incident)
        + " ; then re-run it: " + rerun(job);
  }

  /** Whoever re-runs it by hand while Nightjar starts it has it done twice. */
  private static String untilMadeUpFor(IncidentFacts report) {
    Job job = report.job();
    Instant occurrence = report.incident().occurrence();
    if (job == null || !job.runsHere() || occurrence == null || report.run() != null) {
      return "";
    }
    Instant until = occurrence.plus(job.catchUpWithin());
    return until.isAfter(report.now())
        ? "Nightjar itself starts it as soon as it can, until "
            + new LocalTimes(job.zone()).full(until) + " (catch-up-within). If it does not: "
        : "";
  }

  private String whenWanted(@Nullable Job job) {
    return job != null && job.runsHere()
        ? "Re-run it when wanted: " + rerun(job)
        : "It runs elsewhere: start it there when wanted.";
  }

  /** The warning is part of the action: the last line wins. */
  private static String mayStillRun(Incident incident) {
    String cause = incident.cause();
    return cause != null
            && (cause.contains("may still") || cause.contains("may do the job all the same"))
        ? "First check that it is not still running: see what happened. "
        : "";
  }

  private static boolean isCancelled(IncidentFacts report) {
    return report.run() != null && report.run().cancelled();
  }

  private String afterFix(@Nullable Job job) {
    return job != null && job.runsHere()
        ? "Fix the cause, then re-run it: " + rerun(job)
        : "It runs elsewhere: fix the cause and start it there.";
  }

  private String rerun(Job job) {
    return post("/api/jobs/" + job.name() + "/runs");
  }

  private String cancel(Incident incident) {
    return post("/api/runs/" + incident.run() + "/cancel");
  }

  private String post(String path) {
    return "curl -X POST -H \"Authorization: Bearer $NIGHTJAR_TOKEN\" " + settings.link(path);
  }

  private List<Link> links(IncidentFacts report) {
    List<Link> links = new ArrayList<>();
    Job job = report.job();
    if (job != null && job.contact().runbook() != null) {
      links.add(new Link("Runbook", job.contact().runbook()));
    }
    if (report.incident().job() != null) {
      links.add(
          new Link("History", settings.link("/api/jobs/" + report.incident().job() + "/runs")));
    }
    return links;
  }
}
