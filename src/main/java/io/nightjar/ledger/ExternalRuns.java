package io.nightjar.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Matches heartbeats of jobs that run elsewhere to runs and to expected runs. */
@Service
public class ExternalRuns {

  private static final String SOURCE = "ping";

  private final Runs runs;
  private final RunRepository repository;
  private final ExpectedRunRepository expectedRuns;
  private final TransactionTemplate transaction;

  ExternalRuns(
      Runs runs,
      RunRepository repository,
      ExpectedRunRepository expectedRuns,
      TransactionTemplate transaction) {
    this.runs = runs;
    this.repository = repository;
    this.expectedRuns = expectedRuns;
    this.transaction = transaction;
  }

  /** Records a heartbeat; every heartbeat is accepted. Returns the run it belongs to. */
  public UUID record(Ping ping) {
    UUID run = runOf(ping);
    switch (ping.kind()) {
      case STARTED -> runs.started(run, ping.at(), SOURCE);
      case LOG -> runs.log(run, ping.at(), SOURCE, ping.body() == null ? "" : ping.body());
      default -> runs.finish(run, ping.finish(), ping.at(), SOURCE);
    }
    return run;
  }

  private UUID runOf(Ping ping) {
    return known(ping).map(Run::id).orElseGet(() -> create(ping));
  }

  private Optional<Run> known(Ping ping) {
    if (ping.rid() != null) {
      return repository.findByExternalId(ping.job(), ping.rid());
    }
    if (ping.kind() == HeartbeatKind.STARTED) {
      return Optional.empty();
    }
    List<Run> open = repository.unfinished(ping.job());
    if (!open.isEmpty()) {
      return Optional.of(open.get(0));
    }
    return ping.finishes() ? repeated(ping) : Optional.empty();
  }

  /** A finish without a start, of an occurrence that has finished already, says the same again. */
  private Optional<Run> repeated(Ping ping) {
    Instant occurrence = occurrenceAt(ping.job(), ping.at());
    if (occurrence == null) {
      return Optional.empty();
    }
    return repository.answering(ping.job(), occurrence).stream()
        .filter(run -> run.outcome() == ping.finish().outcome())
        .findFirst();
  }

  private UUID create(Ping ping) {
    NewRun run = new NewRun(
        UUID.randomUUID(),
        ping.job(),
        occurrenceAt(ping.job(), ping.at()),
        RunTrigger.EXTERNAL,
        null,
        null,
        ping.rid(),
        ping.at(),
        null);
    Boolean written = transaction.execute(status -> {
      boolean inserted = repository.insert(run);
      if (!inserted) {
        status.setRollbackOnly();
      }
      return inserted;
    });
    if (Boolean.TRUE.equals(written) || ping.rid() == null) {
      return run.id();
    }
    // A heartbeat with the same rid was quicker; its run is this one's.
    return repository.findByExternalId(ping.job(), ping.rid()).orElseThrow().id();
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
