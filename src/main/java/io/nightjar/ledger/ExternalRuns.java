package io.nightjar.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

  /** Records a heartbeat, wholly or not at all; every heartbeat is accepted. Returns the run it belongs to. */
  public UUID record(Ping ping) {
    // The second time another heartbeat with the same rid was quicker: by then its run is known.
    return recorded(ping)
        .or(() -> recorded(ping))
        .orElseThrow(() -> new IllegalStateException("a run is neither new nor known"));
  }

  private Optional<UUID> recorded(Ping ping) {
    return Objects.requireNonNull(transaction.execute(status -> {
      Optional<UUID> run = known(ping).map(Run::id).or(() -> created(ping));
      run.ifPresentOrElse(id -> append(id, ping), status::setRollbackOnly);
      return run;
    }));
  }

  private void append(UUID run, Ping ping) {
    switch (ping.kind()) {
      case STARTED -> runs.started(run, ping.at(), SOURCE);
      case LOG -> runs.log(run, ping.at(), SOURCE, ping.body() == null ? "" : ping.body());
      default -> runs.finish(run, ping.finish(), ping.at(), SOURCE);
    }
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

  /** A new run; empty when there is one with the same rid. */
  private Optional<UUID> created(Ping ping) {
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
