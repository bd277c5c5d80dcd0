package io.nightjar.ledger.job;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.expected.ExpectedRunRepository.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes expected runs in advance, each job's only if the ledger holds the same definition: while two versions run at
 * the same time, the older one must not overwrite what the newer one has changed.
 */
@Component
public class ExpectedRunPlanner {

  private static final Duration NEGLECTED = Duration.ofMinutes(1);

  private final JobRecordRepository jobs;
  private final ExpectedRunRepository expectedRuns;
  private final TransactionTemplate transaction;

  ExpectedRunPlanner(
      JobRecordRepository jobs,
      ExpectedRunRepository expectedRuns,
      TransactionTemplate transaction) {
    this.jobs = jobs;
    this.expectedRuns = expectedRuns;
    this.transaction = transaction;
  }

  /**
   * Writes ahead for jobs that are due for it.
   *
   * @return how many jobs were extended; as many as {@code limit}: there may be more
   */
  int extend(JobCatalogue catalogue, Instant now, int limit) {
    Integer extended = transaction.execute(status -> extendClaimed(catalogue, now, limit));
    return extended == null ? 0 : extended;
  }

  private int extendClaimed(JobCatalogue catalogue, Instant now, int limit) {
    List<Part> parts = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (JobRecord record : jobs.claimToExtend(now, limit)) {
      Optional<Job> job = catalogue.find(record.job()).filter(it -> isInForce(it, record));
      job.ifPresentOrElse(it -> parts.add(new Part(it, record)), () -> others.add(record.job()));
    }
    write(parts, now);
    // Whose catalogue is in force writes them at its next step. What nobody has written for longer
    // must not stand in
    // the way of the others; it is never given up, or nobody would watch it.
    jobs.extendLater(others, now.minus(NEGLECTED), now.plus(NEGLECTED));
    return parts.size();
  }

  /**
   * Writes what has become due while no watchdog was there to write it: a heartbeat needs its expected run. In a
   * transaction of its own, for it holds the job's row.
   */
  public void reach(Job job, Instant at) {
    if (isBehind(job, jobs.find(job.name()), at)) {
      transaction.executeWithoutResult(status -> {
        Optional<JobRecord> record = jobs.lock(job.name());
        while (isBehind(job, record, at)) {
          write(job, record.orElseThrow(), at);
          record = jobs.find(job.name());
        }
      });
    }
  }

  private static boolean isBehind(Job job, Optional<JobRecord> found, Instant at) {
    return found
        .filter(record -> isInForce(job, record))
        .filter(record -> record.horizon().isBefore(at.plus(job.expectations().earlyBy())))
        .isPresent();
  }

  /** Writes one job's ahead, in the caller's transaction, which holds its row. */
  void write(Job job, JobRecord record, Instant now) {
    write(List.of(new Part(job, record)), now);
  }

  private void write(List<Part> parts, Instant now) {
    if (parts.isEmpty()) {
      return;
    }
    // A manual run for a future occurrence keeps its row when the schedule changes.
    var kept = expectedRuns.beyondHorizon(
        parts.stream().map(part -> part.job().name()).collect(Collectors.toSet()));
    List<ExpectedRun> rows = new ArrayList<>();
    for (Part part : parts) {
      PlanningHorizon horizon = PlanningHorizon.extend(part.job(), part.from(now), now);
      horizon.rows().stream()
          .filter(row -> !kept.contains(new Occurrence(row.job(), row.occurrence())))
          .forEach(rows::add);
      jobs.extended(part.job().name(), horizon.reached(), horizon.extendAt());
    }
    expectedRuns.insertAhead(rows);
  }

  private static boolean isInForce(Job job, JobRecord record) {
    return record.removedAt() == null && record.definition().equals(job.definition());
  }

  private record Part(Job job, JobRecord record) {

    /** From where occurrences are written. The canary's that passed unwritten tell nothing, and are thousands a day. */
    Instant from(Instant now) {
      return job.isCanary() && record.horizon().isBefore(now) ? now : record.horizon();
    }
  }
}
