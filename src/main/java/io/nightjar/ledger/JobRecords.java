package io.nightjar.ledger;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What the ledger knows of each job, and the writing ahead of its expected runs. */
@Service
public class JobRecords {

  private static final Duration UNKNOWN_AGAIN = Duration.ofMinutes(1);

  private final WatchedJobRepository jobs;
  private final ExpectedRunRepository expectedRuns;
  private final TransactionTemplate transaction;

  JobRecords(
      WatchedJobRepository jobs,
      ExpectedRunRepository expectedRuns,
      TransactionTemplate transaction) {
    this.jobs = jobs;
    this.expectedRuns = expectedRuns;
    this.transaction = transaction;
  }

  public Optional<JobRecord> find(String job) {
    return jobs.find(job);
  }

  /** The records of the given jobs, by name. */
  public Map<String, JobRecord> byName(Collection<String> names) {
    return names.isEmpty()
        ? Map.of()
        : Portions.query(names, jobs::find).stream()
            .collect(Collectors.toMap(JobRecord::job, Function.identity()));
  }

  public List<JobRecord> all() {
    return jobs.all();
  }

  /** The history of the job's schedule and expectations, oldest first. */
  public List<JobChange> changes(String job) {
    return jobs.changes(job);
  }

  /**
   * Brings the ledger in line with the catalogue: new jobs are expected from now on, changed ones have their undue
   * expected runs rewritten, each change is kept. Idempotent among several instances.
   */
  public void align(JobCatalogue catalogue, Instant now) {
    Map<String, JobRecord> known =
        jobs.all().stream().collect(Collectors.toMap(JobRecord::job, Function.identity()));
    for (Job job : catalogue.jobs()) {
      JobRecord record = known.get(job.name());
      if (record == null) {
        add(job, now);
      } else if (record.removedAt() != null || !record.promise().equals(job.promise())) {
        transaction.executeWithoutResult(status -> change(job, now));
      }
    }
  }

  private void add(Job job, Instant now) {
    transaction.executeWithoutResult(status -> {
      if (jobs.insert(job.name(), job.promise(), now)) {
        jobs.change(job.name(), now, "added", null, job.promise());
      } else {
        status.setRollbackOnly();
      }
    });
  }

  private void change(Job job, Instant now) {
    JobRecord record = jobs.lock(job.name()).orElseThrow();
    boolean returned = record.removedAt() != null;
    if (!returned && record.promise().equals(job.promise())) {
      return;
    }
    Instant from = now;
    if (!returned && record.horizon().isBefore(now)) {
      from = record.horizon();
    }
    expectedRuns.deleteUndue(job.name(), now);
    Instant kept = expectedRuns.lastOccurrence(job.name()).orElse(from);
    jobs.change(
        job.name(), now, returned ? "returned" : "changed", record.promise(), job.promise());
    jobs.rewrite(job.name(), job.promise(), kept.isAfter(from) ? kept : from, now);
  }

  /** Jobs that the ledger still watches although the catalogue does not have them. */
  public List<JobRecord> gone(JobCatalogue catalogue) {
    return jobs.all().stream()
        .filter(
            record -> record.removedAt() == null && catalogue.find(record.job()).isEmpty())
        .toList();
  }

  /**
   * Retires a job that has left the catalogue, in the caller's transaction. False when another instance was quicker.
   */
  public boolean retire(String job, Instant now) {
    JobRecord record = jobs.lock(job).orElseThrow();
    if (record.removedAt() != null) {
      return false;
    }
    expectedRuns.deleteUndue(job, now);
    jobs.change(job, now, "removed", record.promise(), null);
    jobs.remove(job, now);
    return true;
  }

  /**
   * Writes expected runs ahead for jobs that are due for it.
   *
   * @return how many jobs were extended; as many as {@code limit}: there may be more
   */
  public int extend(JobCatalogue catalogue, Instant now, int limit) {
    Integer extended = transaction.execute(status -> extendClaimed(catalogue, now, limit));
    return extended == null ? 0 : extended;
  }

  private int extendClaimed(JobCatalogue catalogue, Instant now, int limit) {
    List<ExpectedRun> rows = new ArrayList<>();
    List<JobRecord> claimed = jobs.claimToExtend(now, limit);
    for (JobRecord record : claimed) {
      Optional<Job> job = catalogue.find(record.job());
      if (job.isEmpty()) {
        // Another instance's catalogue may have it: a deployment is under way. Never given up, or
        // nobody would watch it.
        jobs.extended(record.job(), record.horizon(), now.plus(UNKNOWN_AGAIN));
        continue;
      }
      Horizon horizon = Horizon.extend(job.get(), from(job.get(), record, now), now);
      rows.addAll(horizon.rows());
      jobs.extended(record.job(), horizon.reached(), horizon.extendAt());
    }
    expectedRuns.insertAhead(rows);
    return claimed.size();
  }

  /** From where occurrences are written. The canary's that passed unwritten tell nothing, and are thousands a day. */
  private static Instant from(Job job, JobRecord record, Instant now) {
    return job.isCanary() && record.horizon().isBefore(now) ? now : record.horizon();
  }
}
