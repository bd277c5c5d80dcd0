package io.nightjar.ledger.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Runs that answer no occurrence. No expected run shows what became of them, so they are judged themselves. */
@Service
public class UnscheduledRunRepository {

  private final RunRepository runs;

  UnscheduledRunRepository(RunRepository runs) {
    this.runs = runs;
  }

  /**
   * Claims those of which something was reported, earliest first, for the caller's transaction. Safe among several
   * instances: one that another transaction holds is skipped and stays due.
   */
  public List<Run> claimDue(Instant now, int limit) {
    return runs.claimDue(now, limit);
  }

  /** Has one judged again at an instant without new evidence, in the caller's transaction; null: never. */
  public void checkAgain(UUID run, @Nullable Instant at) {
    runs.checkAgain(run, at);
  }
}
