package io.nightjar.watchdog;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.ThisInstance;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes into history when the watchdog could not see. By the watchdog's own thread: the one that notices waits for no database. */
@Component
class BlindBook {

  private static final Logger log = LoggerFactory.getLogger(BlindBook.class);

  private final Incidents incidents;
  private final TransactionTemplate transaction;
  private final ThisInstance self;
  private final Queue<BlindSpell> unwritten = new ConcurrentLinkedQueue<>();

  BlindBook(Incidents incidents, TransactionTemplate transaction, ThisInstance self) {
    this.incidents = incidents;
    this.transaction = transaction;
    this.self = self;
  }

  void add(BlindSpell spell) {
    unwritten.add(spell);
  }

  /** Writes what is to be written. Never throws: history must not blind the watchdog again. */
  void step() {
    BlindSpell spell = unwritten.peek();
    if (spell == null) {
      return;
    }
    try {
      transaction.executeWithoutResult(status -> write(spell));
      unwritten.poll();
    } catch (RuntimeException e) {
      log.warn("That the watchdog was blind could not be recorded; it is tried again", e);
    }
  }

  private void write(BlindSpell spell) {
    Incident blind = Incident.ofNightjar(
        IncidentKind.WATCHDOG_BLIND,
        "Nightjar on " + self.host(),
        spell.why(),
        spell.from(),
        spell.thread());
    for (Incident written : incidents.open(List.of(blind))) {
      incidents.resolve(written.id(), Resolution.SEEN_AGAIN, null, spell.to());
    }
  }
}
