package io.nightjar.selfmonitoring;

import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.gap.MonitoringGaps.Reason;
import io.nightjar.notification.direct.DirectMessage;
import io.nightjar.notification.direct.DirectMessenger;
import io.nightjar.watchdog.WatchdogStatus;
import io.nightjar.watchdog.WatchdogStatus.Failure;
import io.nightjar.watchdog.gap.DatabaseOutage;
import io.nightjar.watchdog.gap.MonitoringGapRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Monitors the watchdog by the age of its last pass. Notifies people when the watchdog fails and when it works again,
 * without the database. It must be stepped about every second by a thread that touches no database: a gap between its own steps
 * means that the process was suspended or that the clock has jumped, and starts the wait again.
 */
@Component
public class WatchdogMonitor {

  private static final Logger log = LoggerFactory.getLogger(WatchdogMonitor.class);
  private static final Duration GAP = Duration.ofSeconds(5);
  private static final int MOST_UNSAID = 20;

  private final WatchdogStatus status;
  private final DirectMessenger line;
  private final WatchdogBlindMessages messages;
  private final MonitoringGapRecorder book;
  private final ThisInstance self;
  private final Deque<DirectMessage> unsaid = new ArrayDeque<>();
  private Instant awakeSince = Instant.MIN;
  private @Nullable Instant lastStep;
  private @Nullable Spell spell;

  private record Spell(
      Instant since, String why, @Nullable Reason reason, DirectMessage alarm, List<Long> passes) {}

  WatchdogMonitor(
      WatchdogStatus status,
      DirectMessenger line,
      WatchdogBlindMessages messages,
      MonitoringGapRecorder book,
      ThisInstance self) {
    this.status = status;
    this.line = line;
    this.messages = messages;
    this.book = book;
    this.self = self;
  }

  /** Checks once and sends any message that is due. One thread at a time. True when it tried to send a message. */
  public boolean step(Instant now) {
    Instant awake = awake(now);
    Spell open = spell;
    if (open == null) {
      blindSince(awake, now).ifPresent(since -> begin(since, now));
    } else if (status.allPassedSince(open.passes()) && status.blindSince(now).isEmpty()) {
      end(open, now);
    }
    return say(now);
  }

  private Instant awake(Instant now) {
    Instant before = lastStep;
    lastStep = now;
    if (before == null || now.isBefore(before) || now.isAfter(before.plus(GAP))) {
      awakeSince = now;
    }
    return awakeSince;
  }

  private Optional<Instant> blindSince(Instant awake, Instant now) {
    // A pass that lies ahead was seen before the clock was set back: then only the own time counts.
    Instant sight = status.lastSight().isAfter(now) ? awake : status.lastSight();
    Instant from = sight.isBefore(awake) ? awake : sight;
    return Duration.between(from, now).compareTo(status.blindAfter()) > 0
        ? Optional.of(sight)
        : Optional.empty();
  }

  private void begin(Instant since, Instant now) {
    Failure failure = status.failure().orElse(null);
    boolean ownFault = failure != null && !failure.ofDatabase();
    String why = why(failure);
    log.error(
        "The watchdog has checked nothing since {}: {}. People are notified without the database.",
        since,
        why);
    book.spellBegins();
    DirectMessage alarm = line.call(messages.blind(since, why, ownFault, self.host(), now));
    spell = new Spell(since, why, reason(failure, now), alarm, status.passes());
    unsaid.add(alarm);
  }

  private @Nullable Reason reason(@Nullable Failure failure, Instant now) {
    if (status.isJudging(now)) {
      return null;
    }
    return failure == null || failure.ofDatabase() ? Reason.DATABASE : Reason.FAULT;
  }

  private static String why(@Nullable Failure failure) {
    if (failure == null) {
      return "its last check has not ended; most likely the database hangs";
    }
    return failure.ofDatabase()
        ? "the database does not answer (" + failure.what() + ")"
        : "a part of Nightjar itself fails (" + failure.what() + "); its other parts go on";
  }

  private void end(Spell over, Instant now) {
    log.info("The watchdog works again; it checked nothing from {} to {}", over.since(), now);
    // If the first message was never delivered, one message reports both the beginning and the end.
    unsaid.remove(over.alarm());
    unsaid.add(line.reply(messages.seesAgain(over.since(), now, self.host()), over.alarm()));
    book.add(new DatabaseOutage(over.since(), now, over.alarm().id(), over.why(), over.reason()));
    spell = null;
  }

  /** In order: a reply waits for what it replies to. */
  private boolean say(Instant now) {
    while (unsaid.size() > MOST_UNSAID) {
      unsaid.removeFirst();
    }
    boolean tried = false;
    while (!unsaid.isEmpty() && unsaid.getFirst().isDue(now)) {
      tried = true;
      if (!unsaid.getFirst().attempt(now)) {
        return true;
      }
      unsaid.removeFirst();
    }
    return tried;
  }
}
