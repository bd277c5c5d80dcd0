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
import io.nightjar.notification.facts.IncidentFacts;
import io.nightjar.notification.wording.Advice;
import io.nightjar.notification.wording.FollowUpWording;
import io.nightjar.notification.wording.IncidentWording;
import io.nightjar.notification.wording.KindWordings;
import io.nightjar.notification.wording.ResolutionWording;
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

  private final NightjarProperties settings;
  private final JobCatalogue catalogue;
  private final KindWordings wordings;

  IncidentMessages(NightjarProperties settings, JobCatalogue catalogue, KindWordings wordings) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.wordings = wordings;
  }

  public Message compose(IncidentFacts facts) {
    IncidentWording say = wordings.of(facts);
    return switch (facts.transition()) {
      case OPENED, AGAIN, REMINDED, ESCALATED, MUTE_ENDED -> broken(facts, say);
      case ACKNOWLEDGED -> acknowledged(facts, say);
      case MUTED -> muted(facts, say);
      case RESOLVED -> resolved(facts, say);
    };
  }

  /** What is wrong, on one short line. */
  public MessageText summary(Incident incident) {
    return present(incident).problemSummary();
  }

  /** What is said of an incident as it is, without its run and the history of its job. */
  public IncidentWording present(Incident incident) {
    Job job = incident.job() == null ? null : catalogue.find(incident.job()).orElse(null);
    IncidentFacts.History unknown = new IncidentFacts.History(null, null);
    return wordings.of(new IncidentFacts(
        Transition.OPENED, incident, job, null, unknown, null, incident.openedAt()));
  }

  private Message broken(IncidentFacts about, IncidentWording say) {
    FollowUpWording life = say.followUp();
    Job job = about.job();
    Facts facts = new Facts()
        .field("Open since", life.openSince())
        .field("Acknowledged", life.acknowledged())
        .field("Expected", say.expected());
    say.deadline().ifPresent(facts::add);
    facts
        .line("What happened", say.whatHappened())
        .line("Noticed late", say.noticedLate())
        .line("Last output", OutputExcerpt.of(about))
        .field("Data as of", say.dataAsOf())
        .field("Next run", say.nextRun())
        .line("Needed by", neededBy(job));
    Advice advice = say.whatToDo();
    if (advice != null) {
      advice.facts().forEach(facts::add);
    }
    facts.field("Owner", ownerOf(job));
    String headline = headline(about.incident(), say.problem() + life.standing());
    return new Message(Status.FIRING, headline, facts.list(), links(about))
        .withSummary(say.problemSummary())
        .withActions(say.actions());
  }

  private Message resolved(IncidentFacts about, IncidentWording say) {
    ResolutionWording end = say.resolution();
    List<Fact> facts = new Facts()
        .line("How", end.detail())
        .field("Was expected", say.expected())
        .field("Data as of", say.dataAsOf())
        .line("Not proven yet", say.scheduleUnproven())
        .field("Next run", say.nextRun())
        .list();
    return new Message(
            Status.RESOLVED, headline(about.incident(), end.headline()), facts, List.of())
        .withSummary(say.summary(end.headline()));
  }

  private Message acknowledged(IncidentFacts about, IncidentWording say) {
    FollowUpWording life = say.followUp();
    Facts facts = new Facts().field("Until", life.acknowledgedUntil());
    return neutral(about, say, life.acknowledgedBy(), facts);
  }

  private Message muted(IncidentFacts about, IncidentWording say) {
    FollowUpWording life = say.followUp();
    Facts facts = new Facts()
        .field("Until", life.mutedUntil())
        .line("Why", life.whyMuted())
        .line("Afterwards", MessageText.of("If it is still open then, a message here says so."));
    return neutral(about, say, life.mutedBy(), facts);
  }

  private Message neutral(IncidentFacts about, IncidentWording say, String what, Facts facts) {
    String headline = headline(about.incident(), what);
    return new Message(Status.INFO, headline, facts.list(), List.of())
        .withSummary(say.summary(what));
  }

  private String headline(Incident incident, String what) {
    return "[" + settings.environment() + "] " + incident.name() + " " + what;
  }

  private static @Nullable MessageText ownerOf(@Nullable Job job) {
    String owner = job == null ? null : job.contact().owner();
    return owner == null ? null : MessageText.of(owner);
  }

  private @Nullable MessageText neededBy(@Nullable Job job) {
    List<Job> dependents = job == null ? List.of() : catalogue.downstreamOf(job.name());
    if (dependents.isEmpty()) {
      return null;
    }
    String names = dependents.stream()
        .limit(NEEDED_BY_AT_MOST)
        .map(Job::name)
        .collect(Collectors.joining(", "));
    int more = dependents.size() - NEEDED_BY_AT_MOST;
    return MessageText.of(names + (more > 0 ? " (+" + more + " more)" : ""));
  }

  private List<Link> links(IncidentFacts about) {
    List<Link> links = new ArrayList<>();
    Job job = about.job();
    if (job != null && job.contact().runbook() != null) {
      links.add(new Link("Runbook", job.contact().runbook()));
    }
    if (about.incident().job() != null) {
      links.add(
          new Link("History", settings.link("/api/jobs/" + about.incident().job() + "/runs")));
    }
    return links;
  }

  /** The facts that are known, in the order to read them. */
  private static final class Facts {

    private final List<Fact> facts = new ArrayList<>();

    Facts line(String label, @Nullable MessageText text) {
      return text == null ? this : add(new Fact(label, text));
    }

    Facts field(String label, @Nullable MessageText text) {
      return text == null ? this : add(Fact.field(label, text));
    }

    Facts add(Fact fact) {
      facts.add(fact);
      return this;
    }

    List<Fact> list() {
      return facts;
    }
  }
}
