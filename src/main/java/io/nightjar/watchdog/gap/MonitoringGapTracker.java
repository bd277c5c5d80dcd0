package io.nightjar.watchdog.gap;

import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.gap.MonitoringGaps;
import io.nightjar.ledger.gap.MonitoringGaps.Reason;
import io.nightjar.ledger.gap.MonitoringGaps.Stretch;
import io.nightjar.notification.facts.IncidentFacts.Blind;
import io.nightjar.watchdog.WatchdogStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tracks monitoring gaps: from the last check of this process, or the last keep-alive of an earlier one, to the check
 * that noticed the gap. After a gap, findings are deferred once, so that delayed evidence is read first.
 */
@Component
public class MonitoringGapTracker {

  private static final Logger log = LoggerFactory.getLogger(MonitoringGapTracker.class);
  private static final Duration GAP = Duration.ofMinutes(1);
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final int REMEMBERED = 100;

  private final MonitoringGaps history;
  private final InstanceRepository instances;
  private final ThisInstance self;
  private final MonitoringGapRecorder book;
  private @Nullable Instant lastSeen;
  private @Nullable Instant lastTry;
  private @Nullable Instant settledAt;
  private Reason failure = Reason.DATABASE;

  MonitoringGapTracker(
      MonitoringGaps history,
      InstanceRepository instances,
      ThisInstance self,
      MonitoringGapRecorder book) {
    this.history = history;
    this.instances = instances;
    this.self = self;
    this.book = book;
  }

  /** The first pass begins: nobody has watched since an earlier instance's last sign of life. */
  public void begin(Instant now) {
    instances.lastWatched(self.id()).ifPresent(until -> startsAfter(until, now));
  }

  /** Nobody has watched since the given instant. */
  void startsAfter(Instant watchedUntil, Instant now) {
    if (isGap(watchedUntil, now)) {
      history.noticed(new Stretch(Reason.DOWN, watchedUntil, now, self.id()));
      book.add(Reason.DOWN, watchedUntil, now);
    }
  }

  /**
   * One pass begins. A gap since the last one that could read the evidence means that the database was away, that this
   * process was suspended, or that the clock has jumped.
   */
  public void pass(Instant now) {
    if (lastTry != null && now.isBefore(lastTry)) {
      setBack(now);
    }
    Instant since = lastSeen;
    if (since != null && isGap(since, now)) {
      settledAt = now.plus(SETTLE);
      notice(since, now);
    }
    lastTry = now;
  }

  /** The times that lie ahead now were wrong: nothing waits until they come. */
  private void setBack(Instant now) {
    settledAt = null;
    if (lastSeen != null && lastSeen.isAfter(now)) {
      lastSeen = now;
    }
  }

  /** The pass has read the evidence. */
  public void seen(Instant now) {
    lastSeen = now;
  }

  /** The pass could not judge. */
  public void failed(Throwable why) {
    failure = WatchdogStatus.isOfDatabase(why) ? Reason.DATABASE : Reason.FAULT;
  }

  private void notice(Instant since, Instant now) {
    boolean tried = lastTry != null && lastTry.isAfter(since);
    if (tried || book.isDatabaseAway()) {
      // The process that reported it records it.
      history.noticed(new Stretch(failure, since, now, self.id()));
    } else if (!othersWatched(now)) {
      history.noticed(new Stretch(Reason.SUSPENDED, since, now, self.id()));
      book.add(Reason.SUSPENDED, since, now);
    }
  }

  private boolean othersWatched(Instant now) {
    try {
      return instances
          .lastWatched(self.id())
          .filter(keepAlive -> !isGap(keepAlive, now))
          .isPresent();
    } catch (RuntimeException e) {
      log.warn("Cannot read whether other watchdogs were active meanwhile: {}", e.toString());
      return false;
    }
  }

  private static boolean isGap(Instant from, Instant now) {
    return Duration.between(from, now).compareTo(GAP) > 0;
  }

  /** Until when findings are put off; empty when they are not. */
  public Optional<Instant> puttingOffUntil(Instant now) {
    return Optional.ofNullable(settledAt).filter(now::isBefore);
  }

  /** Those of a night, the oldest first. */
  public List<Blind> between(Instant from, Instant to) {
    return history.between(from, to, REMEMBERED).stream().map(Blind::of).toList();
  }
}
