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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    return report.transition() == Transition.RESOLVED ? resolved(report) : broken(report);
  }

  private Message broken(IncidentReport report) {
    Incident incident = report.incident();
    Sentences say = new Sentences(report, settings.timeZone());
    List<Fact> facts = new ArrayList<>();
    add(facts, "Expected", say.expected());
    add(facts, "What happened", say.whatHappened());
    add(facts, "Noticed late", say.noticedLate());
    add(facts, "Its last words", excerpt(report));
    add(facts, "Data as of", say.dataAsOf());
    add(facts, "Next run", say.nextRun());
    add(facts, "Needed by", neededBy(incident.job()));
    add(facts, "What to do", whatToDo(report));
    Job job = report.job();
    add(facts, "Owner", job == null ? null : job.contact().owner());
    return new Message(Tone.BAD, headline(incident, say.whatIsWrong()), facts, links(report));
  }

  private Message resolved(IncidentReport report) {
    Sentences say = new Sentences(report, settings.timeZone());
    List<Fact> facts = new ArrayList<>();
    add(facts, "How", say.howItEnded());
    add(facts, "Was expected", say.expected());
    add(facts, "Data as of", say.dataAsOf());
    add(facts, "Still unproven", say.scheduleUnproven());
    add(facts, "Next run", say.nextRun());
    return new Message(Tone.GOOD, headline(report.incident(), say.goodNews()), facts, List.of());
  }

  private String headline(Incident incident, String what) {
    return "[" + settings.environment() + "] " + incident.job() + " " + what;
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

  private @Nullable String neededBy(String job) {
    List<Job> dependents = catalogue.downstreamOf(job);
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

  private String whatToDo(IncidentReport report) {
    Incident incident = report.incident();
    Job job = report.job();
    return switch (incident.kind()) {
      case JOB_REMOVED ->
        "if that was intended: " + post("/api/incidents/" + incident.id() + "/resolve")
            + " ; if not, put the job back into the catalogue";
      case OVERDUE ->
        "see whether it still works; to give it up: " + cancel(incident) + " ; then run it again: "
            + rerun(Objects.requireNonNull(job));
      default ->
        job != null && job.runsHere()
            ? "mend the cause, then run it again: " + rerun(job)
            : "it runs elsewhere: mend the cause and start it there";
    };
  }

  private String rerun(Job job) {
    return job.runsHere()
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
    links.add(new Link("History", settings.link("/api/jobs/" + report.incident().job() + "/runs")));
    return links;
  }
}
