package io.nightjar.web.api;

import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.JobRecords;
import io.nightjar.web.Reruns;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The jobs that can be asked for: those of the catalogue and those that have left it, whose history stays. */
@Component
class KnownJobs {

  private final JobCatalogue catalogue;
  private final JobRecords records;

  KnownJobs(JobCatalogue catalogue, JobRecords records) {
    this.catalogue = catalogue;
    this.records = records;
  }

  /** @throws io.nightjar.web.Problem when there was never such a job: an empty list would look like a quiet night */
  void require(@Nullable String job) {
    if (job != null && catalogue.find(job).isEmpty() && records.find(job).isEmpty()) {
      throw Reruns.unknown(job);
    }
  }
}
