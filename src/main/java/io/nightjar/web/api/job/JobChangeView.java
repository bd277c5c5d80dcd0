package io.nightjar.web.api.job;

import io.nightjar.ledger.job.JobChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A recorded change of a job's configuration as JSON. */
record JobChangeView(
    Instant at,
    String change,
    @Nullable String before,
    @Nullable String after) {

  static JobChangeView of(JobChange change) {
    return new JobChangeView(change.at(), change.change(), change.before(), change.after());
  }
}
