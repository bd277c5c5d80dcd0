package io.nightjar.watchdog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The state of the watchdog itself, for health, metrics and the monitor of the watchdog. Kept in memory only. */
@Component
public class WatchdogStatus {

  private final Duration blindAfter;
  private final Map<WatchdogLane, Progress> lanes = new EnumMap<>(WatchdogLane.class);

  /** How far one of the threads has come. */
  private static final class Progress {

    private volatile Instant beganAt;
    private volatile @Nullable Instant lastPass;
    private volatile @Nullable Failure lastFailure;
    private final AtomicLong passes = new AtomicLong();

    private Progress(Instant beganAt) {
      this.beganAt = beganAt;
    }

    private Instant lastSight() {
      Instant passed = lastPass;
      return passed == null ? beganAt : passed;
    }
  }

  /**
   * Why a pass failed.
   *
   * @param what the duty that could not be done, and the class of the problem
   * @param ofDatabase whether the database did not answer
   */
  public record Failure(String what, boolean ofDatabase) {}

  WatchdogStatus(WatchdogProperties settings, Clock clock) {
    this.blindAfter = settings.blindAfter();
    for (WatchdogLane lane : WatchdogLane.values()) {
      lanes.put(lane, new Progress(clock.instant()));
    }
  }

  private Progress of(WatchdogLane lane) {
    return Objects.requireNonNull(lanes.get(lane));
  }

  private Stream<Progress> watching() {
    return lanes.entrySet().stream()
        .filter(each -> each.getKey().isWatching())
        .map(Map.Entry::getValue);
  }

  public void begins(WatchdogLane lane, Instant now) {
    of(lane).beganAt = now;
    of(lane).lastPass = null;
  }

  public void passed(WatchdogLane lane, Instant now) {
    Progress progress = of(lane);
    progress.lastPass = now;
    progress.lastFailure = null;
    progress.passes.incrementAndGet();
  }

  public void failed(WatchdogLane lane, Throwable failure) {
    of(lane).lastFailure = failure instanceof FailedTaskException duty
        ? new Failure(duty.what(), duty.isOfDatabase())
        : new Failure(failure.getClass().getSimpleName(), isOfDatabase(failure));
  }

  public static boolean isOfDatabase(@Nullable Throwable failure) {
    return failure instanceof DataAccessException || failure instanceof TransactionException;
  }

  /** When it last had gone through everything that was due. */
  public Optional<Instant> lastPass() {
    boolean all = watching().allMatch(each -> each.lastPass != null);
    return all ? Optional.of(lastSight()) : Optional.empty();
  }

  /** What kept the last attempt from passing; empty when it passed. */
  public Optional<String> lastFailure() {
    return failure().map(Failure::what);
  }

  public Optional<Failure> failure() {
    return watching().map(each -> each.lastFailure).filter(Objects::nonNull).findFirst();
  }

  /** Since when it has not passed, when that is longer than it may be; empty while it sees. */
  public Optional<Instant> blindSince(Instant now) {
    Instant sight = lastSight();
    return Duration.between(sight, now).compareTo(blindAfter) > 0
        ? Optional.of(sight)
        : Optional.empty();
  }

  /** Whether missing runs are noticed, whatever else is not. */
  public boolean isJudging(Instant now) {
    return Duration.between(of(WatchdogLane.JUDGE).lastSight(), now).compareTo(blindAfter) <= 0;
  }

  /** How often each thread has gone through everything that was due, in the order of the lanes. */
  public List<Long> passes() {
    return watching().map(each -> each.passes.get()).toList();
  }

  /** Whether each thread has passed since. */
  public boolean allPassedSince(List<Long> before) {
    List<Long> now = passes();
    return IntStream.range(0, now.size()).allMatch(i -> now.get(i) > before.get(i));
  }

  public Instant lastSight() {
    return watching().map(Progress::lastSight).min(Instant::compareTo).orElseThrow();
  }

  public Duration blindAfter() {
    return blindAfter;
  }
}
