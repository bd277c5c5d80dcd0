package io.nightjar.watchdog.judge;

import io.nightjar.incident.IncidentKind;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunClaimRepository;
import io.nightjar.ledger.expected.ExpectedRunUpdate;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRepository;
import io.nightjar.watchdog.WatchdogLane;
import io.nightjar.watchdog.WatchdogTask;
import io.nightjar.watchdog.check.ThreadSaturation;
import io.nightjar.watchdog.gap.MonitoringGapTracker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Claims expected runs that are due, judges each, and writes state, incident transitions and notifications in one
 * transaction: a crash loses nothing, and of several instances one decides.
 */
@Component
@Order(WatchdogTask.JUDGING)
public class JudgeTask implements WatchdogTask {

  private static final Logger log = LoggerFactory.getLogger(JudgeTask.class);
  private static final int BATCH = 500;
  private static final Duration PUT_OFF = Duration.ofMinutes(1);

  private final ExpectedRunClaimRepository expectedRuns;
  private final RunRepository runs;
  private final VerdictRecorder recorder;
  private final TransactionTemplate transaction;
  private final JudgeMetrics metrics;
  private final MonitoringGapTracker blindTime;
  private final Clock clock;
  private final ThreadSaturation threads;
  private final JobCatalogue catalogue;
  private final Judge judge = new Judge();
  private @Nullable Instant lastPass;

  JudgeTask(
      ExpectedRunClaimRepository expectedRuns,
      RunRepository runs,
      VerdictRecorder recorder,
      TransactionTemplate transaction,
      JudgeMetrics metrics,
      MonitoringGapTracker blindTime,
      Clock clock,
      ThreadSaturation threads,
      JobCatalogue catalogue) {
    this.expectedRuns = expectedRuns;
    this.runs = runs;
    this.recorder = recorder;
    this.transaction = transaction;
    this.metrics = metrics;
    this.blindTime = blindTime;
    this.clock = clock;
    this.threads = threads;
    this.catalogue = catalogue;
  }

  /** What one transaction did. */
  private record Pass(int claimed, List<Instant> openedSince) {}

  @Override
  public WatchdogLane lane() {
    return WatchdogLane.JUDGE;
  }

  /** Judges one batch. True when there may be more that is due. */
  @Override
  public boolean step(Instant now) {
    if (lastPass == null) {
      blindTime.begin(now);
    }
    blindTime.pass(now);
    if (lastPass == null || now.isBefore(lastPass)) {
      expectedRuns.judgeAgain(now);
    }
    lastPass = now;
    boolean more;
    try {
      more = judgeDue(now);
    } catch (Throwable e) {
      blindTime.failed(e);
      throw e;
    }
    blindTime.seen(now);
    return more;
  }

  private boolean judgeDue(Instant now) {
    try {
      return judgeBatch(now);
    } catch (CannotCreateTransactionException databaseAway) {
      // One by one fares no better.
      throw databaseAway;
    } catch (Throwable e) {
      // An error as well: what lacks a class for one row must not keep the others from being
      // judged.
      log.warn("A batch could not be judged; its expected runs are judged one by one", e);
      stepOneByOne(now);
      return false;
    }
  }

  private boolean judgeBatch(Instant now) {
    Pass pass = transaction.execute(status -> judge(now, BATCH));
    if (pass == null) {
      return false;
    }
    metrics.opened(pass.openedSince(), clock.instant());
    return pass.claimed() == BATCH;
  }

  /** Judges one expected run after the other, each in a transaction of its own; one that cannot be judged is put off. */
  private void stepOneByOne(Instant now) {
    for (int i = 0; i < BATCH; i++) {
      try {
        Pass pass = transaction.execute(status -> judge(now, 1));
        if (pass == null || pass.claimed() == 0) {
          return;
        }
        metrics.opened(pass.openedSince(), clock.instant());
      } catch (Throwable e) {
        transaction.executeWithoutResult(status -> deferFirst(now, e));
      }
    }
  }

  private void deferFirst(Instant now, Throwable problem) {
    expectedRuns.claimFirst(now).ifPresent(id -> cannotJudge(id, now, problem));
  }

  private Pass judge(Instant now, int limit) {
    // In an order that people can follow: what is due at once comes in any.
    List<ExpectedRun> claimed = expectedRuns.claimDue(now, limit).stream()
        .sorted(Comparator.comparing(ExpectedRun::occurrence).thenComparing(ExpectedRun::job))
        .toList();
    Map<Long, List<Run>> answers = runs.answers(claimed);
    Batch batch = new Batch(blindTime.puttingOffUntil(now));
    Supplier<Optional<String>> full = SingletonSupplier.of(() -> threads.at(now));
    for (ExpectedRun expected : claimed) {
      try {
        CannotJudgeException.unlessKnown(expected);
        Verdict verdict =
            judge.judge(expected, answers.getOrDefault(expected.id(), List.of()), now);
        batch.add(expected, startsHere(expected, verdict) ? explained(verdict, full) : verdict);
      } catch (Throwable e) {
        cannotJudge(expected.id(), now, e);
      }
    }
    expectedRuns.update(batch.judged);
    batch.putOffUntil.ifPresent(until -> expectedRuns.putOff(batch.putOff, until));
    return new Pass(claimed.size(), recorder.record(batch.judgedRuns, now));
  }

  /** Whether it is a start of our own that is missing. */
  private boolean startsHere(ExpectedRun expected, Verdict verdict) {
    return verdict.problem() != null
        && verdict.problem().kind() == IncidentKind.NOT_STARTED
        && catalogue.find(expected.job()).filter(Job::runsHere).isPresent();
  }

  private static Verdict explained(Verdict verdict, Supplier<Optional<String>> full) {
    return Objects.requireNonNull(full.get()).map(verdict::because).orElse(verdict);
  }

  /** The verdicts on the rows of one transaction. */
  private static final class Batch {

    private final Optional<Instant> putOffUntil;
    private final List<JudgedRun> judgedRuns = new ArrayList<>();
    private final List<ExpectedRunUpdate> judged = new ArrayList<>();
    private final List<Long> putOff = new ArrayList<>();

    Batch(Optional<Instant> putOffUntil) {
      this.putOffUntil = putOffUntil;
    }

    void add(ExpectedRun expected, Verdict verdict) {
      if (restsOnAbsence(verdict) && putOffUntil.isPresent()) {
        putOff.add(expected.id());
        return;
      }
      // Of the canary it matters only that several are missing, which is another duty's to tell.
      if (!expected.job().equals(JobCatalogue.CANARY)) {
        judgedRuns.add(new JudgedRun(expected, verdict, false));
      }
      judged.add(new ExpectedRunUpdate(expected.id(), verdict.progress(), verdict.nextCheckAt()));
    }

    /** What a run itself reports needs no second look; what is missing may only be held up. */
    private static boolean restsOnAbsence(Verdict verdict) {
      return verdict.problem() != null && verdict.problem().deadline() != null;
    }
  }

  @Override
  public Optional<Instant> nextDue() {
    return expectedRuns.nextCheck();
  }

  private void cannotJudge(long id, Instant now, Throwable problem) {
    metrics.putOff();
    String reason = CannotJudgeException.reason(problem);
    expectedRuns.cannotJudge(id, reason, now.plus(PUT_OFF));
    log.error(
        "Expected run {} cannot be judged and is deferred for {}; people are notified after the second failure",
        id,
        PUT_OFF,
        problem);
  }
}
