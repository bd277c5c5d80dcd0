package io.nightjar.alert;

import io.nightjar.alert.IncidentReport.RunFacts;
import io.nightjar.alert.IncidentReport.Transition;
import io.nightjar.alert.Message.Fact;
import io.nightjar.alert.Message.Link;
import io.nightjar.alert.Message.Tone;
import io.nightjar.incident.Incident;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.NightjarSettings;
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

  private final NightjarSettings settings;
  private final JobCatalogue catalogue;

  IncidentMessages(NightjarSettings settings, JobCatalogue catalogue) {
    this.settings = settings;
    this.catalogue = catalogue;
  }

  public Message compose(IncidentReport report) {
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
    IncidentReport report = new IncidentReport(
        Transition.OPENED, incident, job, null, new IncidentReport.History(null, null), null, now);
    Sentences say = new Sentences(report, settings.timeZone());
    return say.wrongInShort();
  }

  private Message broken(IncidentReport report) {
    Sentences say = new Sentences(report, settings.timeZone());
    LifeSentences life = new LifeSentences(report, settings.timeZone());
    Job job = report.job();
    List<Fact> facts = new ArrayList<>();
    add(facts, "Open since", life.openSince());
    add(facts, "Looked after", life.lookedAfter());
    add(facts, "Expected", say.expected());
    add(facts, "What happened", say.whatHappened());
    add(facts, "Noticed late", say.noticedLate());
    add(facts, "Its last words", excerpt(report));
    add(facts, "Data as of", say.dataAsOf());
    add(facts, "Next run", say.nextRun());
    add(facts, "Needed by", neededBy(job));
    add(facts, "What to do", whatToDo(report));
    add(facts, "Owner", job == null ? null : job.contact().owner());
    String headline = headline(report.incident(), say.whatIsWrong() + life.standing());
    return new Message(Tone.BAD, headline, facts, links(report))
        .withSummary(say.wrongInShort())
        .withActions(IncidentActions.of(report));
  }

  private Message resolved(IncidentReport report) {
    Sentences say = new Sentences(report, settings.timeZone());
    List<Fact> facts = new ArrayList<>();
    add(facts, "How", say.howItEnded());
    add(facts, "Was expected", say.expected());
    add(facts, "Data as of", say.dataAsOf());
    add(facts, "Still unproven", say.scheduleUnproven());
    add(facts, "Next run", say.nextRun());
    return new Message(Tone.GOOD, headline(report.incident(), say.goodNews()), facts, List.of())
        .withSummary(say.summary(say.goodNews()));
  }

  private Message acknowledged(IncidentReport report) {
    String what = new LifeSentences(report, settings.timeZone()).takenOn();
    return neutral(report, what, List.of());
  }

  private Message muted(IncidentReport report) {
    LifeSentences life = new LifeSentences(report, settings.timeZone());
    List<Fact> facts = List.of(
        new Fact("Why", life.whyMuted()),
        new Fact("Then", "if it is still not done, that is said here"));
    return neutral(report, life.muted(), facts);
  }

  private Message neutral(IncidentReport report, String what, List<Fact> facts) {
    String summary = new Sentences(report, settings.timeZone()).summary(what);
    return new Message(Tone.NEUTRAL, headline(report.incident(), what), facts, List.of())
        .withSummary(summary);
  }

  private String headline(Incident incident, String what) {
    return "[" + settings.environment() + "] " + incident.name() + " " + what;
  }

  private static void add(List<Fact> facts, String label, @Nullable String text) {
    if (text != null) {
      facts.add(new Fact(label, text));
    }
  }

  private static @Nullable String excerpt(IncidentReport report) {
    RunFacts run = report.run();
    String excerpt = run == null ? null : run.excerpt();
    if (excerpt == null || excerpt.isBlank()) {
      return null;
    }
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

  private @Nullable String whatToDo(IncidentReport report) {
    Incident incident = report.incident();
    Job job = report.job();
    if (job != null && job.isDigest()) {
      return "it is sent by itself; see why its channel has not taken it: "
          + settings.link("/api/notifications?state=owed");
    }
    return switch (incident.kind()) {
      case JOB_REMOVED ->
        "if that was intended: " + post("/api/incidents/" + incident.id() + "/resolve")
            + " ; if not, put the job back into the catalogue";
      case UNDELIVERABLE -> null;
      case WATCHDOG_BLIND, SCHEDULER_DRIFT, SCHEDULER_SILENT, INSTANCE_SILENT ->
        OwnSentences.whatToDo(incident, post("/api/scheduler/repair"));
      case COULD_NOT_START ->
        incident.occurrence() == null
            ? "go back to the version before, or mend the cause and restart Nightjar; to see whether it can start then: "
                + post("/api/rehearsal")
            : afterMending(job);
      case OVERDUE ->
        "see whether it still works; to give it up: " + cancel(incident) + " ; then run it again: "
            + rerun(job);
      default -> afterMending(job);
    };
  }

  private String afterMending(@Nullable Job job) {
    return job != null && job.runsHere()
        ? "mend the cause, then run it again: " + rerun(job)
        : "it runs elsewhere: mend the cause and start it there";
  }

  private String rerun(@Nullable Job job) {
    return job != null && job.runsHere()
        ? post("/api/jobs/" + job.name() + "/runs")
        : "it runs elsewhere, start it there";
  }

  private String cancel(Incident incident) {
    return post("/api/runs/" + incident.run() + "/cancel");
  }

  private String post(String path) {
    return "curl -X POST -H \"Authorization: Bearer $NIGHTJAR_TOKEN\" " + settings.link(path);
  }

  private List<Link> links(IncidentReport report) {
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
