package io.nightjar.ledger.expected;

import io.nightjar.ledger.job.JobRecordRepository;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRepository;
import io.nightjar.platform.sql.Chunks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The expected runs: claimed and judged by the watchdog, listed by everybody. */
@Service
public class ExpectedRuns {

  private final ExpectedRunRepository repository;
  private final ExpectedRunClaimRepository claims;
  private final RunRepository runs;
  private final JobRecordRepository jobs;
  private final FailureStreakRepository streaks;

  ExpectedRuns(
      ExpectedRunRepository repository,
      ExpectedRunClaimRepository claims,
      RunRepository runs,
      JobRecordRepository jobs,
      FailureStreakRepository streaks) {
    this.repository = repository;
    this.claims = claims;
    this.runs = runs;
    this.jobs = jobs;
    this.streaks = streaks;
  }

  /**
   * Claims expected runs that are due, earliest first, for the caller's transaction. Safe among several instances: a row
   * that another transaction holds, a heartbeat's included, is skipped and stays due.
   */
  public List<ExpectedRun> claimDue(Instant now, int limit) {
    return claims.claimDue(now, limit);
  }

  /** The runs that answer each of the given expected runs, by identity of the expected run, in the order they were made. */
  public Map<Long, List<Run>> answers(Collection<ExpectedRun> expected) {
    if (expected.isEmpty()) {
      return Map.of();
    }
    record Occurrence(String job, Instant at) {}
    Map<Occurrence, List<Run>> byOccurrence =
        runs.answering(expected.stream().map(ExpectedRun::id).toList()).stream()
            .filter(run -> run.occurrence() != null)
            .collect(Collectors.groupingBy(run ->
                new Occurrence(run.job(), java.util.Objects.requireNonNull(run.occurrence()))));
    return expected.stream()
        .collect(Collectors.toMap(
            ExpectedRun::id,
            row ->
                byOccurrence.getOrDefault(new Occurrence(row.job(), row.occurrence()), List.of())));
  }

  /** Writes what was decided, in the caller's transaction. */
  public void update(Collection<ExpectedRunUpdate> judged) {
    if (!judged.isEmpty()) {
      claims.update(judged);
    }
  }

  /** Has expected runs judged later, as they are, in the caller's transaction. */
  public void putOff(Collection<Long> ids, Instant until) {
    if (!ids.isEmpty()) {
      claims.putOff(ids, until);
    }
  }

  /** Notes that one could not be judged and is to be tried again later, in the caller's transaction. */
  public void cannotJudge(long id, String error, Instant until) {
    claims.cannotJudge(id, error, until);
  }

  /** Claims the first that is due without reading it, for the caller's transaction. */
  public Optional<Long> claimFirst(Instant now) {
    return claims.claimFirst(now);
  }

  /** Those that could not be judged so many times in a row or more, at most so many. */
  public List<UnjudgedExpectedRun> unjudged(int times, int limit) {
    return claims.unjudged(times, limit);
  }

  /** Notes that the job's data is as of this occurrence, unless it is newer already. */
  public void dataAsOf(String job, Instant occurrence) {
    jobs.dataAsOf(job, occurrence);
  }

  /** How often in a row each of the jobs was not met; without those whose latest was. */
  public Map<String, FailureStreak> streaks(Collection<String> ofJobs) {
    return ofJobs.isEmpty()
        ? Map.of()
        : Chunks.query(ofJobs, streaks::of).stream()
            .collect(Collectors.toMap(FailureStreak::job, Function.identity()));
  }

  /** Marks expected runs whose occurrence fell into a mute, in the caller's transaction. */
  public void mark(Collection<Long> muted) {
    if (!muted.isEmpty()) {
      claims.mark(muted);
    }
  }

  /**
   * Makes due whatever waits for more than its start deadline. For who may have been told a wrong time: what a clock that
   * ran ahead has put off would else wait until that time comes.
   */
  public void judgeAgain(Instant now) {
    claims.judgeAgain(now);
  }

  /** When the next expected run is due for judging. */
  public Optional<Instant> nextCheck() {
    return claims.nextCheck();
  }

  public Optional<ExpectedRun> find(String job, Instant occurrence) {
    return repository.find(job, occurrence);
  }

  /** The job's latest expected runs whose occurrence is not after the given instant, newest first. */
  public List<ExpectedRun> latest(String job, Instant at, int limit) {
    return repository.latest(job, at, limit);
  }

  /** The job's latest expected run whose occurrence has passed. */
  public Optional<ExpectedRun> latestOccurred(String job, Instant now) {
    return repository.latestOccurred(job, now);
  }

  /** Occurrences after {@code from} and up to {@code to} that no run answers, newest first, by job. */
  public Map<String, List<Instant>> unanswered(Instant from, Instant to) {
    return repository.unanswered(from, to);
  }

  /** The same of one job, at most {@code limit}. */
  public List<Instant> unanswered(String job, Instant from, Instant to, int limit) {
    return repository.unanswered(job, from, to, limit);
  }

  /** The state of the same for each job that is watched and has one. */
  public Map<String, ExpectedState> latestStates(Instant now) {
    return repository.latestStates(now);
  }

  public Optional<Instant> nextOccurrence(String job, Instant after) {
    return repository.nextOccurrence(job, after);
  }

  public List<ExpectedRun> find(ExpectedRunQuery query) {
    return repository.between(query);
  }
}
