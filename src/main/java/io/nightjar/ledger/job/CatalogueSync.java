package io.nightjar.ledger.job;

import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.ThisInstance;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.platform.sql.Chunks;
import java.time.Instant;
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
public class CatalogueSync {

  private final JobRecordRepository jobs;
  private final ExpectedRunRepository expectedRuns;
  private final ExpectedRunPlanner planner;
  private final InstanceRepository instances;
  private final ThisInstance self;
  private final TransactionTemplate transaction;

  CatalogueSync(
      JobRecordRepository jobs,
      ExpectedRunRepository expectedRuns,
      ExpectedRunPlanner planner,
      InstanceRepository instances,
      ThisInstance self,
      TransactionTemplate transaction) {
    this.jobs = jobs;
    this.expectedRuns = expectedRuns;
    this.planner = planner;
    this.instances = instances;
    this.self = self;
    this.transaction = transaction;
  }

  public Optional<JobRecord> find(String job) {
    return jobs.find(job);
  }

  /** The records of the given jobs, by name. */
  public Map<String, JobRecord> byName(Collection<String> names) {
    return names.isEmpty()
        ? Map.of()
        : Chunks.query(names, jobs::find).stream()
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
   * expected runs rewritten, each change is kept. Idempotent among several instances. Nothing of it is done once a newer
   * instance watches: that is asked under the lock of the job's row, so that the newer one cannot align in between.
   */
  public void align(JobCatalogue catalogue, Instant now) {
    Map<String, JobRecord> known =
        jobs.all().stream().collect(Collectors.toMap(JobRecord::job, Function.identity()));
    for (Job job : catalogue.jobs()) {
      JobRecord record = known.get(job.name());
      if (record == null) {
        add(job, now);
      } else if (record.removedAt() != null || !record.definition().equals(job.definition())) {
        transaction.executeWithoutResult(status -> change(job, now));
      }
    }
  }

  private void add(Job job, Instant now) {
    transaction.executeWithoutResult(status -> {
      if (jobs.insert(job.name(), job.definition(), now) && !instances.isOvertaken(self.id())) {
        jobs.change(job.name(), now, "added", null, job.definition());
      } else {
        status.setRollbackOnly();
      }
    });
  }

  private void change(Job job, Instant now) {
    JobRecord record = jobs.lock(job.name()).orElseThrow();
    boolean returned = record.removedAt() != null;
    boolean same = !returned && record.definition().equals(job.definition());
    if (same || instances.isOvertaken(self.id())) {
      return;
    }
    Instant from = returned || now.isBefore(record.horizon()) ? now : record.horizon();
    expectedRuns.deleteUndue(job.name(), now);
    Instant kept = expectedRuns.latest(job.name(), now, 1).stream()
        .map(ExpectedRun::occurrence)
        .filter(from::isBefore)
        .findFirst()
        .orElse(from);
    jobs.change(
        job.name(), now, returned ? "returned" : "changed", record.definition(), job.definition());
    jobs.rewrite(job.name(), job.definition(), kept, now);
    // At once, so that there is no moment in which nothing is expected.
    planner.write(job, jobs.find(job.name()).orElseThrow(), now);
  }

  /** Jobs that the ledger still watches although the catalogue does not have them. */
  public List<JobRecord> gone(JobCatalogue catalogue) {
    return jobs.all().stream()
        .filter(
            record -> record.removedAt() == null && catalogue.find(record.job()).isEmpty())
        .toList();
  }

  /**
   * Retires a job that has left the catalogue, in the caller's transaction. False when another instance was quicker, or
   * is newer.
   */
  public boolean retire(String job, Instant now) {
    JobRecord record = jobs.lock(job).orElseThrow();
    if (record.removedAt() != null || instances.isOvertaken(self.id())) {
      return false;
    }
    expectedRuns.deleteUndue(job, now);
    jobs.change(job, now, "removed", record.definition(), null);
    jobs.remove(job, now);
    return true;
  }

  /**
   * Writes expected runs ahead for jobs that are due for it.
   *
   * @return how many jobs were extended; as many as {@code limit}: there may be more
   */
  public int extend(JobCatalogue catalogue, Instant now, int limit) {
    return planner.extend(catalogue, now, limit);
  }
}
