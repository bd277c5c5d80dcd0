package io.nightjar.database;

import io.nightjar.platform.loop.BackgroundLoop;
import io.nightjar.platform.loop.LoopMessages;
import io.nightjar.platform.loop.WakeUpSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Opens the database again when it was closed, and ends the process when that fails for too long. */
@Component
class DatabaseReopening extends BackgroundLoop {

  private static final Logger log = LoggerFactory.getLogger(DatabaseReopening.class);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final LoopMessages CONSEQUENCE = new LoopMessages(
      log,
      "The database was closed and cannot be opened again. No run is recorded or judged, and no notification is read from it. Nightjar tries again every second.",
      "The database can be opened again");

  private final ConnectionPools pools;
  private final DatabaseProperties settings;
  private final ProcessTermination end;
  private final LongSupplier nanos;
  private @Nullable Long closedSince;

  @Autowired
  DatabaseReopening(
      ConnectionPools pools, DatabaseProperties settings, ProcessTermination end, Clock clock) {
    this(pools, settings, end, clock, System::nanoTime);
  }

  DatabaseReopening(
      ConnectionPools pools,
      DatabaseProperties settings,
      ProcessTermination end,
      Clock clock,
      LongSupplier nanos) {
    super("nightjar-database", clock, new WakeUpSignal(), LONGEST_STOP, CONSEQUENCE);
    this.pools = pools;
    this.settings = settings;
    this.end = end;
    this.nanos = nanos;
    pools.onClosed(this::wake);
  }

  @Override
  protected Duration pass(Instant now) throws Exception {
    Exception closedBy = pools.closedBy();
    if (closedBy == null) {
      return IDLE;
    }
    if (closedSince == null) {
      closedSince = nanos.getAsLong();
      log.error("The database was closed: {}", RootCause.messageOf(closedBy));
    }
    try {
      pools.reopen();
    } catch (Exception e) {
      giveUpIfTooLong(e);
      throw e;
    }
    closedSince = null;
    log.info("The database is open again");
    return IDLE;
  }

  private void giveUpIfTooLong(Exception problem) {
    Duration closed = Duration.ofNanos(nanos.getAsLong() - (closedSince == null ? 0 : closedSince));
    if (closed.compareTo(settings.giveUpAfter()) >= 0) {
      end.because("Nightjar ends: its database was closed and could not be opened again for "
          + closed.toSeconds() + " s: " + RootCause.messageOf(problem)
          + ". Nothing is fired or watched until Nightjar is started again."
          + " Fix the cause (a full disk: free some space), then start it.");
    }
  }
}
