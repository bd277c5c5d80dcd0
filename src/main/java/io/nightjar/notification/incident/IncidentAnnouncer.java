package io.nightjar.notification.incident;

import io.nightjar.incident.FollowUpProperties;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Transition;
import io.nightjar.incident.mute.Mute;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.FailureStreak;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.Notification.About;
import io.nightjar.notification.Routing;
import io.nightjar.notification.incident.IncidentFacts.History;
import io.nightjar.notification.incident.IncidentFacts.RunFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the notification that an incident's transition owes. */
@Component
public class IncidentAnnouncer {

  private final IncidentMessages messages;
  private final Routing routing;
  private final JobCatalogue catalogue;
  private final FollowUpProperties settings;

  IncidentAnnouncer(
      IncidentMessages messages,
      Routing routing,
      JobCatalogue catalogue,
      FollowUpProperties settings) {
    this.messages = messages;
    this.routing = routing;
    this.catalogue = catalogue;
    this.settings = settings;
  }

  /**
   * What a notification is about, beside the incident itself.
   *
   * @param streak how often in a row its job was not met, null: not known
   * @param mute the mute that covers it, null: none
   */
  public record Circumstances(
      @Nullable Run run,
      @Nullable JobRecord record,
      IncidentFacts.@Nullable Blind blind,
      @Nullable FailureStreak streak,
      @Nullable Mute mute) {

    public static final Circumstances NONE = new Circumstances(null, null, null, null, null);

    public static Circumstances of(@Nullable JobRecord record) {
      return new Circumstances(null, record, null, null, null);
    }

    public Circumstances shownBy(@Nullable Run by) {
      return new Circumstances(by, record, blind, streak, mute);
    }

    public Circumstances unseen(IncidentFacts.@Nullable Blind during) {
      return new Circumstances(run, record, during, streak, mute);
    }

    public Circumstances after(@Nullable FailureStreak upToNow) {
      return new Circumstances(run, record, blind, upToNow, mute);
    }

    public Circumstances mutedBy(@Nullable Mute covering) {
      return new Circumstances(run, record, blind, streak, covering);
    }
  }

  /** The first notification of an incident that starts a thread has the thread's identity; all others are replies. */
  public Notification announce(
      Transition transition, Incident incident, Circumstances about, boolean first, Instant now) {
    Job job = jobOf(incident);
    Message message = messages.compose(report(transition, incident, about, now));
    return new Notification(
        first ? incident.thread() : UUID.randomUUID(),
        About.of(incident),
        transition.word(),
        routing.destinationOf(job == null ? null : job.contact().channel()),
        first ? null : incident.thread(),
        first ? message : voiced(transition, incident, message),
        now);
  }

  /** What is taken further is said where others read it, and so is its end; empty when no place is configured. */
  public Optional<Notification> elsewhere(
      Transition transition, Incident incident, Circumstances about, Instant now) {
    if (settings.escalateChannel() == null) {
      return Optional.empty();
    }
    boolean first = transition == Transition.ESCALATED;
    Destination place = routing.destinationOf(settings.escalateChannel());
    UUID thread = thread(incident, place);
    Message message = messages.compose(report(transition, incident, about, now));
    return Optional.of(new Notification(
        first ? thread : UUID.randomUUID(),
        About.of(incident),
        transition.word(),
        place,
        first ? null : thread,
        first ? message.louder(mentions(incident)) : message,
        now));
  }

  /** An end is told in the thread, and where it was taken to. */
  public List<Notification> ended(Incident incident, Circumstances about, Instant now) {
    List<Notification> owed = new ArrayList<>();
    owed.add(announce(Transition.RESOLVED, incident, about, false, now));
    if (incident.followUp().escalatedAt() != null) {
      elsewhere(Transition.RESOLVED, incident, about, now).ifPresent(owed::add);
    }
    return owed;
  }

  /** One incident is taken further once. */
  private static UUID thread(Incident incident, Destination place) {
    String name = incident.thread() + " " + place;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable Job jobOf(Incident incident) {
    return incident.job() == null ? null : catalogue.find(incident.job()).orElse(null);
  }

  private IncidentFacts report(
      Transition transition, Incident incident, Circumstances about, Instant now) {
    return new IncidentFacts(
        transition,
        incident,
        jobOf(incident),
        facts(about.run()),
        history(about, incident),
        about.blind(),
        now,
        about.mute());
  }

  /** Replies in a thread are easily missed: each reminder is louder than the one before. */
  private Message voiced(Transition transition, Incident incident, Message message) {
    return switch (transition) {
      case REMINDED ->
        message.louder(
            incident.followUp().reminders() > 1 ? mentions(incident) : List.<String>of());
      case ESCALATED -> message.louder(mentions(incident));
      // What is new is not left to be found in a thread.
      case OPENED, MUTE_ENDED -> message.louder(List.of());
      default -> message;
    };
  }

  private List<String> mentions(Incident incident) {
    Job job = jobOf(incident);
    return settings.mentionsOf(job == null ? null : job.contact().owner());
  }

  private static @Nullable RunFacts facts(@Nullable Run run) {
    if (run == null) {
      return null;
    }
    String by = run.request() == null ? null : run.request().by();
    String excerpt = run.finish() == null ? null : run.finish().excerpt();
    boolean cancelled = run.outcome() == Outcome.CANCELLED;
    return new RunFacts(run.firedAt(), run.startedAt(), run.finishedAt(), by, excerpt, cancelled);
  }

  private static History history(Circumstances about, Incident incident) {
    JobRecord record = about.record();
    return record == null
        ? new History(null, null)
        : new History(
            record.dataAsOf(), record.lastScheduledStart(), streak(about.streak(), incident));
  }

  /** Only the incident of the latest occurrence can say how often in a row it has been. */
  private static IncidentFacts.@Nullable Streak streak(
      @Nullable FailureStreak streak, Incident incident) {
    return streak == null || !streak.last().equals(incident.occurrence())
        ? null
        : new IncidentFacts.Streak(streak.count(), streak.nights());
  }
}
