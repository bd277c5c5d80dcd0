package io.nightjar.watchdog.task;

import io.nightjar.incident.IncidentRetention;
import io.nightjar.instance.DatabaseClock;
import io.nightjar.ledger.retention.LedgerRetention;
import io.nightjar.notification.outbox.NotificationRetention;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.WatchdogLane;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Removes what is older than it is to be kept, once an hour, in portions, on the thread of reports: a removal that takes
 * long delays no verdict. What is referred to is removed after what refers to it.
 */
@Component
@Order(WatchdogTask.RETENTION)
class RetentionTask implements WatchdogTask {

  private static final Duration EVERY = Duration.ofHours(1);

  /** What the canary leaves tells nobody anything after a day. */
  private static final Duration CANARY = Duration.ofDays(1);

  private static final int PORTION = 500;

  private final RetentionProperties settings;
  private final LedgerRetention ledger;
  private final IncidentRetention incidents;
  private final NotificationRetention notifications;
  private final TableSizeMetrics sizes;
  private final DatabaseClock clock;
  private final Interval interval = new Interval(EVERY);
  private boolean more;

  RetentionTask(
      RetentionProperties settings,
      LedgerRetention ledger,
      IncidentRetention incidents,
      NotificationRetention notifications,
      TableSizeMetrics sizes,
      DatabaseClock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.incidents = incidents;
    this.notifications = notifications;
    this.sizes = sizes;
    this.clock = clock;
  }

  @Override
  public WatchdogLane lane() {
    return WatchdogLane.REPORT;
  }

  @Override
  public boolean step(Instant own) {
    if (!more && !interval.begin(own)) {
      return false;
    }
    // A clock that is a year ahead must not take a year of evidence with it.
    Instant now = clock.correct(own);
    Instant expectedRuns = now.minus(settings.expectedRuns());
    boolean again = notifications.remove(now.minus(settings.notifications()), PORTION);
    again |= incidents.remove(expectedRuns, PORTION);
    again |= ledger.removeExpectedRuns(expectedRuns, now, PORTION);
    again |= ledger.removeCanary(now.minus(CANARY), now, PORTION);
    again |= ledger.removeHeartbeats(now.minus(settings.heartbeats()), PORTION);
    more = again;
    if (!more) {
      sizes.measure();
    }
    return more;
  }
}
