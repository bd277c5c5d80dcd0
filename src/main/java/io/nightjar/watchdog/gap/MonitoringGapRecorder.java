package io.nightjar.watchdog.gap;

import io.nightjar.incident.Announce;
import io.nightjar.incident.Finding;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentChange.End;
import io.nightjar.incident.IncidentChange.Open;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.Resolution;
import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.gap.MonitoringGaps;
import io.nightjar.ledger.gap.MonitoringGaps.Reason;
import io.nightjar.ledger.gap.MonitoringGaps.Stretch;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes into history when nobody could see what happens. By the watchdog's own thread: the one that notices waits for no database. */
@Component
@Order(WatchdogTask.MONITORING_GAPS)
public class MonitoringGapRecorder implements WatchdogTask {

  private static final Logger log = LoggerFactory.getLogger(MonitoringGapRecorder.class);

  private final IncidentService incidents;
  private final MonitoringGaps gaps;
  private final TransactionTemplate transaction;
  private final ThisInstance self;
  private final Queue<Runnable> unwritten = new ConcurrentLinkedQueue<>();
  private volatile boolean databaseIsAway;

  MonitoringGapRecorder(
      IncidentService incidents,
      MonitoringGaps gaps,
      TransactionTemplate transaction,
      ThisInstance self) {
    this.incidents = incidents;
    this.gaps = gaps;
    this.transaction = transaction;
    this.self = self;
  }

  /** The database does not answer, which will be a spell when it does again. */
  public void spellBegins() {
    databaseIsAway = true;
  }

  public void add(DatabaseOutage spell) {
    databaseIsAway = false;
    unwritten.add(() -> write(spell));
  }

  /** For another reason than the database. */
  void add(Reason reason, Instant from, Instant to) {
    unwritten.add(() -> gaps.add(new Stretch(reason, from, to, self.id())));
  }

  boolean isDatabaseAway() {
    return databaseIsAway;
  }

  @Override
  public boolean step(Instant now) {
    step();
    return false;
  }

  /** Writes the pending gaps. Never throws: a failure to record history must not stop the watchdog. */
  void step() {
    Runnable next = unwritten.peek();
    if (next == null) {
      return;
    }
    try {
      transaction.executeWithoutResult(status -> next.run());
      unwritten.poll();
    } catch (RuntimeException e) {
      log.warn("A monitoring gap could not be recorded; it is tried again", e);
    }
  }

  private void write(DatabaseOutage spell) {
    if (spell.reason() != null) {
      gaps.add(new Stretch(spell.reason(), spell.from(), spell.to(), self.id()));
    }
    Finding blind =
        Finding.of(IncidentKind.WATCHDOG_BLIND, "Nightjar on " + self.host(), spell.why());
    Open open = new Open(blind, spell.thread(), Announce.DIRECTLY_DONE);
    for (Incident opened : incidents.apply(List.of(open), spell.from())) {
      incidents.apply(
          List.of(new End(opened, Resolution.RECOVERED, null, null, Announce.DIRECTLY_DONE)),
          spell.to());
    }
  }
}
