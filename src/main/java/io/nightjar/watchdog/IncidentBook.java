package io.nightjar.watchdog;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Evidence;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Transition;
import io.nightjar.incident.mute.ActiveMutes;
import io.nightjar.incident.mute.Mute;
import io.nightjar.ledger.expected.ExpectedRuns;
import io.nightjar.ledger.expected.FailureStreak;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.ledger.run.Run;
import io.nightjar.notification.Notification;
import io.nightjar.notification.incident.IncidentAnnouncer;
import io.nightjar.notification.incident.IncidentAnnouncer.Circumstances;
import io.nightjar.notification.incident.IncidentFacts.Blind;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.watchdog.gap.MonitoringGapTracker;
import io.nightjar.watchdog.judge.IncidentPlanner;
import io.nightjar.watchdog.judge.JudgeTask.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries out what verdicts mean for incidents, and adds the notifications that are owed, in the caller's transaction. */
@Component
public class IncidentBook {

  private final Incidents incidents;
  private final ExpectedRuns expectedRuns;
  private final CatalogueSync records;
  private final IncidentAnnouncer announcer;
  private final Outbox outbox;
  private final Life life;

  IncidentBook(
      Incidents incidents,
      ExpectedRuns expectedRuns,
      CatalogueSync records,
      IncidentAnnouncer announcer,
      Outbox outbox,
      Life life) {
    this.incidents = incidents;
    this.expectedRuns = expectedRuns;
    this.records = records;
    this.announcer = announcer;
    this.outbox = outbox;
    this.life = life;
  }

  /** An incident that was opened, and since when it could have been known. */
  public record Opened(Incident incident, Instant since) {}

  /**
   * An incident to be opened.
   *
   * @param startsThread whether its message is the first of its thread
   * @param mute the mute that covers it: it is not announced; null: none
   */
  private record Opening(
      Incident incident,
      boolean startsThread,
      Decision decision,
      @Nullable Mute mute) {}

  /** Applies decisions. Returns what was opened. */
  public List<Opened> apply(List<Decision> decisions, MonitoringGapTracker blindTime, Instant now) {
    List<Decision> telling = decisions.stream()
        .filter(it -> it.verdict().isMet() || it.verdict().finding() != null)
        .toList();
    if (telling.isEmpty()) {
      return List.of();
    }
    Set<String> jobs = telling.stream().map(it -> it.expected().job()).collect(Collectors.toSet());
    Map<String, List<Incident>> open = incidents.openOf(jobs);
    telling.stream()
        .filter(it -> it.verdict().isMet() && !it.unscheduled())
        .forEach(this::noteData);
    Book book = new Book(blindTime, now, records.byName(jobs), life.muted(now));
    for (Decision decision : telling) {
      List<Incident> ofJob = open.getOrDefault(decision.expected().job(), List.of());
      book.apply(decision, decision.transitions(ofJob));
    }
    return book.close();
  }

  private void noteData(Decision decision) {
    expectedRuns.dataAsOf(decision.expected().job(), decision.expected().occurrence());
  }

  /** The transitions of one transaction, gathered so that incidents and notifications are each written in one go. */
  private final class Book {

    private final MonitoringGapTracker blindTime;
    private MonitoringGapTracker.@Nullable Memory memory;
    private final Instant now;
    private final Map<String, JobRecord> jobRecords;
    private final ActiveMutes muted;
    private final List<Opening> openings = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();

    Book(
        MonitoringGapTracker blindTime,
        Instant now,
        Map<String, JobRecord> jobRecords,
        ActiveMutes muted) {
      this.blindTime = blindTime;
      this.now = now;
      this.jobRecords = jobRecords;
      this.muted = muted;
    }

    void apply(Decision decision, IncidentPlanner transitions) {
      for (IncidentPlanner.Ending ending : transitions.endings()) {
        end(ending, decision);
      }
      Incident again = transitions.again();
      if (again != null) {
        repeat(again, decision);
      }
      Finding finding = transitions.opening();
      if (finding != null && !isMadeUpFor(decision)) {
        openings.add(opening(finding, transitions, decision));
      }
    }

    /** A later occurrence has succeeded since, by all that is known now: there is nothing left to do for anybody. */
    private boolean isMadeUpFor(Decision decision) {
      JobRecord record = jobRecords.get(decision.expected().job());
      if (record == null
          || record.dataAsOf() == null
          || !record.dataAsOf().isAfter(decision.expected().occurrence())) {
        return false;
      }
      Run answer = decision.verdict().answer();
      Instant ended = answer == null ? null : answer.finishedAt();
      return ended == null
          || (record.lastSuccess() != null && !ended.isAfter(record.lastSuccess()));
    }

    private Opening opening(Finding finding, IncidentPlanner transitions, Decision decision) {
      Run answer = decision.verdict().answer();
      UUID thread = transitions.thread();
      Incident incident = Incident.of(
          decision.expected().job(),
          finding.kind(),
          decision.occurrence(),
          now,
          thread == null ? UUID.randomUUID() : thread,
          new Evidence(answer == null ? null : answer.id(), finding.deadline(), finding.cause()));
      Mute mute = muted.covering(incident.job()).orElse(null);
      boolean threadStarted =
          transitions.endings().stream().anyMatch(ending -> wasTold(ending.incident()));
      Instant escalatedAt = transitions.endings().stream()
          .map(ending -> ending.incident().followUp().escalatedAt())
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
      Incident begun = life.begun(incident, mute == null || threadStarted, escalatedAt, mute);
      return new Opening(begun, !threadStarted, decision, mute);
    }

    private void end(IncidentPlanner.Ending ending, Decision decision) {
      Run answer = decision.verdict().answer();
      String by =
          answer == null || answer.request() == null ? null : answer.request().by();
      boolean ended = incidents.resolve(ending.incident().id(), ending.resolution(), by, now);
      if (ended && ending.resolution() != Resolution.REPLACED && wasTold(ending.incident())) {
        Incident resolved = ending.incident().resolved(now, ending.resolution(), by);
        notifications.addAll(announcer.ended(resolved, about(decision, resolved), now));
      }
    }

    /** What nobody was told of ends in silence. Read again: a mute may have ended since it was read. */
    private boolean wasTold(Incident incident) {
      return incident.followUp().notified()
          || incidents
              .find(incident.id())
              .filter(it -> it.followUp().notified())
              .isPresent();
    }

    private void repeat(Incident incident, Decision decision) {
      Run answer = Objects.requireNonNull(decision.verdict().answer());
      String cause = Objects.requireNonNull(decision.verdict().finding()).cause();
      incidents.again(incident.id(), answer.id(), cause);
      Incident repeated = incident.repeated(answer.id(), cause);
      if (!incident.followUp().notified() || muted.covering(incident.job()).isPresent()) {
        return;
      }
      notifications.add(
          announcer.announce(Transition.AGAIN, repeated, about(decision, repeated), false, now));
    }

    private Circumstances about(Decision decision, Incident incident) {
      Instant deadline = incident.deadline();
      Blind blind = deadline == null ? null : memory().around(deadline).orElse(null);
      return Circumstances.of(jobRecords.get(incident.name()))
          .shownBy(decision.verdict().answer())
          .unseen(blind);
    }

    /** Read once, and only when something is told. */
    private MonitoringGapTracker.Memory memory() {
      if (memory == null) {
        memory = blindTime.memory();
      }
      return memory;
    }

    List<Opened> close() {
      List<Incident> written =
          incidents.open(openings.stream().map(Opening::incident).toList());
      Map<String, FailureStreak> streaks = expectedRuns.streaks(
          openings.stream().map(it -> it.incident().name()).collect(Collectors.toSet()));
      List<Opened> opened = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        Opening opening = openings.get(i);
        Incident incident = written.get(i);
        if (opening.mute() == null) {
          Circumstances about =
              about(opening.decision(), incident).after(streaks.get(incident.name()));
          notifications.add(
              announcer.announce(Transition.OPENED, incident, about, opening.startsThread(), now));
        }
        opened.add(
            new Opened(incident, since(incident, opening.decision().verdict().answer())));
      }
      expectedRuns.mark(
          openings.stream().filter(this::fellIntoMute).map(this::row).toList());
      if (!notifications.isEmpty()) {
        outbox.add(notifications);
      }
      return opened;
    }

    private boolean fellIntoMute(Opening opening) {
      return opening.mute() != null
          && !opening.decision().unscheduled()
          && opening.mute().holds(opening.decision().expected().occurrence());
    }

    private Long row(Opening opening) {
      return opening.decision().expected().id();
    }

    private Instant since(Incident incident, @Nullable Run answer) {
      if (incident.deadline() != null) {
        return incident.deadline();
      }
      return answer == null || answer.finishedAt() == null ? now : answer.finishedAt();
    }
  }
}
