package io.nightjar.ledger.run;

import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.job.ExpectedRunPlanner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Matches heartbeats of jobs that run elsewhere to runs and to expected runs. Without a run id a job has one run at a
 * time: a start ends what came before it, and an end belongs to what is open, unless that is of an earlier occurrence
 * and too late.
 */
@Service
public class PingRecorder {

  private static final String SOURCE = "ping";

  /** However many runs of a job are open, a ping reads no more of them. */
  private static final int MOST_READ = 5;

  private final RunRecorder runs;
  private final RunRepository repository;
  private final ExpectedRunRepository expectedRuns;
  private final ExpectedRunPlanner planner;
  private final JobCatalogue catalogue;
  private final TransactionTemplate transaction;

  PingRecorder(
      RunRecorder runs,
      RunRepository repository,
      ExpectedRunRepository expectedRuns,
      ExpectedRunPlanner planner,
      JobCatalogue catalogue,
      TransactionTemplate transaction) {
    this.runs = runs;
    this.repository = repository;
    this.expectedRuns = expectedRuns;
    this.planner = planner;
    this.catalogue = catalogue;
    this.transaction = transaction;
  }

  /** Records a heartbeat, wholly or not at all; every heartbeat is accepted. Returns the run it belongs to. */
  public UUID record(Ping ping) {
    catalogue.find(ping.job()).ifPresent(job -> planner.reach(job, ping.at()));
    // The second time another heartbeat with the same rid was quicker: by then its run is known.
    return recorded(ping)
        .or(() -> recorded(ping))
        .orElseThrow(() -> new IllegalStateException("a run is neither new nor known"));
  }

  /** Runs that have not reported their end although their finish deadline has passed, the longest open first. */
  public List<OverdueExternalRun> overdue(Instant now) {
    return repository.overdueElsewhere(now);
  }

  private Optional<UUID> recorded(Ping ping) {
    return Objects.requireNonNull(transaction.execute(status -> {
      Optional<UUID> run =
          ping.rid() == null ? Optional.of(withoutRid(ping)) : withRid(ping, ping.rid());
      run.ifPresentOrElse(id -> append(id, ping), status::setRollbackOnly);
      return run;
    }));
  }

  private Optional<UUID> withRid(Ping ping, UUID rid) {
    return repository
        .findByExternalId(ping.job(), rid)
        .map(Run::id)
        .or(() -> created(ping, occurrenceAt(ping.job(), ping.at())));
  }

  private UUID withoutRid(Ping ping) {
    Instant occurrence = occurrenceAt(ping.job(), ping.at());
    if (ping.kind() == HeartbeatKind.STARTED) {
      endEarlier(ping);
    } else {
      Optional<Run> known = open(ping, occurrence).or(() -> repeated(ping, occurrence));
      if (known.isPresent()) {
        return known.get().id();
      }
    }
    return created(ping, occurrence).orElseThrow();
  }

  /** A later report of the earlier run could not be distinguished from one of the new run, so the earlier run ends here. */
  private void endEarlier(Ping start) {
    String cause = "No finish was reported before the job started again at "
        + start.at().truncatedTo(ChronoUnit.SECONDS)
        + ". A job whose runs may overlap must send a rid with each ping.";
    RunResult lost = new RunResult(Outcome.LOST, cause, null, null);
    repository
        .unfinishedWithoutExternalId(start.job(), MOST_READ)
        .forEach(run -> runs.finish(run, lost, start.at(), SOURCE));
  }

  private void append(UUID run, Ping ping) {
    switch (ping.kind()) {
      case STARTED -> runs.started(run, ping.at(), SOURCE);
      case LOG -> runs.log(run, ping.at(), SOURCE, ping.body() == null ? "" : ping.body());
      default -> runs.finish(run, ping.finish(), ping.at(), SOURCE);
    }
  }

  private Optional<Run> open(Ping ping, @Nullable Instant occurrence) {
    return repository.unfinished(ping.job(), MOST_READ).stream()
        .filter(run -> isMeant(run, ping, occurrence))
        .findFirst();
  }

  private boolean isMeant(Run open, Ping ping, @Nullable Instant occurrence) {
    return open.trigger() != RunTrigger.EXTERNAL
        || Objects.equals(open.occurrence(), occurrence)
        || isInTime(open, ping.at());
  }

  private boolean isInTime(Run open, Instant at) {
    Instant occurrence = open.occurrence();
    return occurrence != null
        && expectedRuns
            .find(open.job(), occurrence)
            .filter(expected -> !at.isAfter(expected.finishDeadline()))
            .isPresent();
  }

  /** A report about an occurrence whose run has already ended applies to that run, unless it reports another outcome. */
  private Optional<Run> repeated(Ping ping, @Nullable Instant occurrence) {
    if (occurrence == null) {
      return Optional.empty();
    }
    return repository.answering(ping.job(), occurrence, MOST_READ).stream()
        .filter(run -> !ping.finishes() || run.outcome() == ping.finish().outcome())
        .findFirst();
  }

  /** A new run; empty when there is one with the same rid. */
  private Optional<UUID> created(Ping ping, @Nullable Instant occurrence) {
    NewRun run = new NewRun(
        UUID.randomUUID(),
        ping.job(),
        occurrence,
        RunTrigger.EXTERNAL,
        null,
        null,
        ping.rid(),
        ping.at(),
        null);
    return repository.insert(run) ? Optional.of(run.id()) : Optional.empty();
  }

  /**
   * The occurrence whose window holds the instant. Shortly before an occurrence two windows do, its own and that of the
   * one before: evidence goes to the earlier one while that may still finish in time.
   */
  private @Nullable Instant occurrenceAt(String job, Instant at) {
    List<ExpectedRun> candidates = expectedRuns.latest(job, at, 2);
    if (candidates.isEmpty()) {
      return null;
    }
    ExpectedRun latest = candidates.get(0);
    if (!at.isBefore(latest.occurrence()) || candidates.size() == 1) {
      return latest.occurrence();
    }
    ExpectedRun before = candidates.get(1);
    boolean stillOpen = !before.state().isMet() && !at.isAfter(before.finishDeadline());
    return stillOpen ? before.occurrence() : latest.occurrence();
  }
}
