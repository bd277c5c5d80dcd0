package io.nightjar.watchdog;

import io.nightjar.alert.IncidentReport.Blind;
import io.nightjar.alert.IncidentReport.Transition;
import io.nightjar.alert.Notification;
import io.nightjar.alert.Outbox;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.ExpectedRuns;
import io.nightjar.ledger.JobRecord;
import io.nightjar.ledger.JobRecords;
import io.nightjar.ledger.Run;
import io.nightjar.watchdog.Announcer.Circumstances;
import io.nightjar.watchdog.Judging.Decision;
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
class IncidentBook {

  private final Incidents incidents;
  private final ExpectedRuns expectedRuns;
  private final JobRecords records;
  private final Announcer announcer;
  private final Outbox outbox;

  IncidentBook(
      Incidents incidents,
      ExpectedRuns expectedRuns,
      JobRecords records,
      Announcer announcer,
      Outbox outbox) {
    this.incidents = incidents;
    this.expectedRuns = expectedRuns;
    this.records = records;
    this.announcer = announcer;
    this.outbox = outbox;
  }

  /** An incident that was opened, and since when it could have been known. */
  record Opened(Incident incident, Instant since) {}

  private record Opening(Incident incident, boolean startsThread, Decision decision) {}

  /** Applies decisions. Returns what was opened. */
  List<Opened> apply(List<Decision> decisions, BlindTime blindTime, Instant now) {
    List<Decision> telling = decisions.stream()
        .filter(it -> it.verdict().isMet() || it.verdict().finding() != null)
        .toList();
    if (telling.isEmpty()) {
      return List.of();
    }
    Set<String> jobs = telling.stream().map(it -> it.expected().job()).collect(Collectors.toSet());
    Map<String, List<Incident>> open = incidents.openOf(jobs);
    telling.stream().filter(it -> it.verdict().isMet()).forEach(this::noteData);
    Book book = new Book(blindTime, now, records.byName(jobs));
    for (Decision decision : telling) {
      List<Incident> ofJob = open.getOrDefault(decision.expected().job(), List.of());
      book.apply(decision, Transitions.of(decision.expected(), decision.verdict(), ofJob));
    }
    return book.close();
  }

  private void noteData(Decision decision) {
    expectedRuns.dataAsOf(decision.expected().job(), decision.expected().occurrence());
  }

  /** The transitions of one transaction, gathered so that incidents and notifications are each written in one go. */
  private final class Book {

    private final BlindTime blindTime;
    private final Instant now;
    private final Map<String, JobRecord> jobRecords;
    private final List<Opening> openings = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();

    Book(BlindTime blindTime, Instant now, Map<String, JobRecord> jobRecords) {
      this.blindTime = blindTime;
      this.now = now;
      this.jobRecords = jobRecords;
    }

    void apply(Decision decision, Transitions transitions) {
      for (Transitions.Ending ending : transitions.endings()) {
        end(ending, decision);
      }
      Incident again = transitions.again();
      if (again != null) {
        repeat(again, decision);
      }
      Finding finding = transitions.opening();
      if (finding != null) {
        openings.add(opening(finding, transitions.thread(), decision));
      }
    }

    private Opening opening(Finding finding, @Nullable UUID thread, Decision decision) {
      Run answer = decision.verdict().answer();
      Incident incident = new Incident(
          0,
          decision.expected().job(),
          finding.kind(),
          decision.expected().occurrence(),
          answer == null ? null : answer.id(),
          finding.deadline(),
          finding.cause(),
          now,
          thread == null ? UUID.randomUUID() : thread,
          null,
          null);
      return new Opening(incident, thread == null, decision);
    }

    private void end(Transitions.Ending ending, Decision decision) {
      Run answer = decision.verdict().answer();
      String by =
          answer == null || answer.request() == null ? null : answer.request().by();
      boolean ended = incidents.resolve(ending.incident().id(), ending.resolution(), by, now);
      if (ended && ending.resolution() != Resolution.REPLACED) {
        Incident resolved = ending.incident().resolved(now, ending.resolution(), by);
        notifications.add(announcer.announce(
            Transition.RESOLVED, resolved, about(decision, resolved), false, now));
      }
    }

    private void repeat(Incident incident, Decision decision) {
      Run answer = Objects.requireNonNull(decision.verdict().answer());
      String cause = Objects.requireNonNull(decision.verdict().finding()).cause();
      incidents.again(incident.id(), answer.id(), cause);
      Incident repeated = incident.repeated(answer.id(), cause);
      notifications.add(
          announcer.announce(Transition.AGAIN, repeated, about(decision, repeated), false, now));
    }

    private Circumstances about(Decision decision, Incident incident) {
      Instant deadline = incident.deadline();
      Blind blind = deadline == null
          ? null
          : blindTime.around(deadline).map(it -> new Blind(it.from(), it.to())).orElse(null);
      return new Circumstances(decision.verdict().answer(), jobRecords.get(incident.job()), blind);
    }

    List<Opened> close() {
      List<Incident> written =
          incidents.open(openings.stream().map(Opening::incident).toList());
      List<Opened> opened = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        Opening opening = openings.get(i);
        Incident incident = written.get(i);
        notifications.add(announcer.announce(
            Transition.OPENED,
            incident,
            about(opening.decision(), incident),
            opening.startsThread(),
            now));
        opened.add(
            new Opened(incident, since(incident, opening.decision().verdict().answer())));
      }
      if (!notifications.isEmpty()) {
        outbox.add(notifications);
      }
      return opened;
    }

    private Instant since(Incident incident, @Nullable Run answer) {
      if (incident.deadline() != null) {
        return incident.deadline();
      }
      return answer == null || answer.finishedAt() == null ? now : answer.finishedAt();
    }
  }
}
