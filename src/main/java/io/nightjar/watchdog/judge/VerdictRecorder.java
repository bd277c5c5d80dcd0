package io.nightjar.watchdog.judge;

import io.nightjar.incident.Announce;
import io.nightjar.incident.Finding;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Evidence;
import io.nightjar.incident.IncidentChange;
import io.nightjar.incident.IncidentChange.End;
import io.nightjar.incident.IncidentChange.Open;
import io.nightjar.incident.IncidentChange.Repeat;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.mute.ActiveMutes;
import io.nightjar.incident.mute.MuteCalendar;
import io.nightjar.ledger.expected.ExpectedRunClaimRepository;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.ledger.job.JobRecordRepository;
import io.nightjar.ledger.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries out what verdicts mean for jobs and incidents, in the caller's transaction. */
@Component
class VerdictRecorder {

  private final IncidentRepository incidents;
  private final IncidentService service;
  private final ExpectedRunClaimRepository expectedRuns;
  private final JobRecordRepository jobRecords;
  private final CatalogueSync records;
  private final MuteCalendar mutes;

  VerdictRecorder(
      IncidentRepository incidents,
      IncidentService service,
      ExpectedRunClaimRepository expectedRuns,
      JobRecordRepository jobRecords,
      CatalogueSync records,
      MuteCalendar mutes) {
    this.incidents = incidents;
    this.service = service;
    this.expectedRuns = expectedRuns;
    this.jobRecords = jobRecords;
    this.records = records;
    this.mutes = mutes;
  }

  /** Returns since when each incident that was opened could have been known. */
  List<Instant> record(List<JudgedRun> judged, Instant now) {
    List<JudgedRun> decisive = judged.stream()
        .filter(it -> it.verdict().isMet() || it.verdict().problem() != null)
        .toList();
    if (decisive.isEmpty()) {
      return List.of();
    }
    Set<String> jobs = decisive.stream().map(it -> it.expected().job()).collect(Collectors.toSet());
    Map<String, List<Incident>> open = incidents.openOf(jobs);
    decisive.stream()
        .filter(it -> it.verdict().isMet() && !it.unscheduled())
        .map(JudgedRun::expected)
        .forEach(it -> jobRecords.dataAsOf(it.job(), it.occurrence()));
    Map<String, JobRecord> known = records.byName(jobs);
    List<IncidentChange> changes = decisive.stream()
        .flatMap(it -> changes(
            it,
            it.plan(open.getOrDefault(it.expected().job(), List.of())),
            known.get(it.expected().job())))
        .toList();
    List<Incident> opened = service.apply(changes, now);
    markMuted(opened, decisive, now);
    return since(opened, decisive, now);
  }

  private static Stream<IncidentChange> changes(
      JudgedRun judged, IncidentPlanner plan, @Nullable JobRecord record) {
    List<IncidentChange> changes = new ArrayList<>();
    Run answer = judged.verdict().answer();
    UUID run = answer == null ? null : answer.id();
    String by =
        answer == null || answer.request() == null ? null : answer.request().by();
    plan.endings()
        .forEach(
            it -> changes.add(new End(it.incident(), it.resolution(), by, run, Announce.NORMALLY)));
    if (plan.again() != null) {
      String cause = Objects.requireNonNull(judged.verdict().problem()).cause();
      changes.add(new Repeat(plan.again(), Objects.requireNonNull(run), cause));
    }
    Problem problem = plan.opening();
    if (problem != null && !isMadeUpFor(judged, record)) {
      Evidence evidence = new Evidence(run, problem.deadline(), problem.cause());
      Finding finding =
          new Finding(problem.kind(), judged.expected().job(), null, judged.occurrence(), evidence);
      changes.add(new Open(finding, plan.thread(), Announce.NORMALLY));
    }
    return changes.stream();
  }

  /** A later occurrence has succeeded since, by all that is known now: there is nothing left to do for anybody. */
  private static boolean isMadeUpFor(JudgedRun judged, @Nullable JobRecord record) {
    if (record == null
        || record.dataAsOf() == null
        || !record.dataAsOf().isAfter(judged.expected().occurrence())) {
      return false;
    }
    Run answer = judged.verdict().answer();
    Instant ended = answer == null ? null : answer.finishedAt();
    return ended == null || (record.lastSuccess() != null && !ended.isAfter(record.lastSuccess()));
  }

  /** An expected run whose occurrence fell into the mute that covers its incident is marked. */
  private void markMuted(List<Incident> opened, List<JudgedRun> judged, Instant now) {
    Set<String> muted = opened.stream()
        .filter(it -> it.followUp().mutedUntil() != null)
        .map(it -> key(it.name(), it.occurrence()))
        .collect(Collectors.toSet());
    if (muted.isEmpty()) {
      return;
    }
    ActiveMutes active = mutes.at(now);
    expectedRuns.mark(judged.stream()
        .filter(it -> muted.contains(key(it.expected().job(), it.occurrence())))
        .map(JudgedRun::expected)
        .filter(it -> active
            .covering(it.job())
            .filter(mute -> mute.holds(it.occurrence()))
            .isPresent())
        .map(it -> it.id())
        .toList());
  }

  private static String key(String job, @Nullable Instant occurrence) {
    return job + " " + occurrence;
  }

  private static List<Instant> since(List<Incident> opened, List<JudgedRun> judged, Instant now) {
    Map<UUID, Instant> ends = judged.stream()
        .map(it -> it.verdict().answer())
        .filter(run -> run != null && run.finishedAt() != null)
        .collect(Collectors.toMap(Run::id, Run::finishedAt, (one, same) -> one));
    return opened.stream()
        .map(it -> it.deadline() != null
            ? it.deadline()
            : it.run() == null ? now : ends.getOrDefault(it.run(), now))
        .toList();
  }
}
