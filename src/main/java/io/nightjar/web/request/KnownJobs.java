package io.nightjar.web.request;

import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.web.RerunService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The jobs that requests may name: those of the catalogue and those that have left it, whose history stays. */
@Component
public class KnownJobs {

  private final JobCatalogue catalogue;
  private final CatalogueSync records;

  KnownJobs(JobCatalogue catalogue, CatalogueSync records) {
    this.catalogue = catalogue;
    this.records = records;
  }

  /**
   * Rejects a job that never existed: an empty list would look like a quiet night.
   *
   * @throws io.nightjar.web.problem.ApiProblem when the job never existed
   */
  public void require(@Nullable String job) {
    if (job != null && catalogue.find(job).isEmpty() && records.find(job).isEmpty()) {
      throw RerunService.unknown(job);
    }
  }
}
