package io.nightjar.scheduler;

import io.nightjar.job.Job;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.ledger.trigger.StoredTrigger;
import io.nightjar.ledger.trigger.StoredTriggerRepository;
import io.nightjar.ledger.trigger.TriggerComparison;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which occurrences no run answers, and whether the scheduler will still fire them. For all jobs at once. */
@Component
class MissedOccurrences {

  private final ExpectedRunRepository expectedRuns;
  private final CatalogueSync records;
  private final StoredTriggerRepository triggers;

  MissedOccurrences(
      ExpectedRunRepository expectedRuns, CatalogueSync records, StoredTriggerRepository triggers) {
    this.expectedRuns = expectedRuns;
    this.records = records;
    this.triggers = triggers;
  }

  /** Occurrences after {@code from} and up to {@code to} that no run answers, newest first, by job. */
  Map<String, List<Instant>> unanswered(Instant from, Instant to) {
    return expectedRuns.unanswered(from, to);
  }

  /** How far ahead the expected runs of each given job are written. Beyond that instant a missing row means nothing. */
  Map<String, Instant> writtenUpTo(Collection<Job> jobs) {
    Map<String, Instant> horizons = new HashMap<>();
    List<String> names = jobs.stream().map(Job::name).toList();
    for (int from = 0; from < names.size(); from += 1_000) {
      List<String> some = names.subList(from, Math.min(names.size(), from + 1_000));
      for (JobRecord each : records.byName(some).values()) {
        horizons.put(each.job(), each.horizon());
      }
    }
    return horizons;
  }

  /** The triggers that the scheduler has stored, by job. */
  Map<String, StoredTrigger> triggers() {
    return triggers.all().stream()
        .collect(Collectors.toMap(StoredTrigger::name, Function.identity()));
  }

  /**
   * Whether the scheduler will not start an unanswered occurrence any more. If its trigger is right, the scheduler may
   * still fire it. If its trigger is wrong, which is announced hours before, only an occurrence within catch-up-within
   * is started.
   */
  static boolean isLost(Job job, Instant occurrence, @Nullable StoredTrigger stored, Instant now) {
    if (!TriggerComparison.check(job, stored, now).isRight()) {
      Duration late = Duration.between(occurrence, now);
      return late.compareTo(job.catchUpWithin()) <= 0;
    }
    Instant next = stored == null ? null : stored.nextFire();
    return next != null && next.isAfter(occurrence);
  }
}
