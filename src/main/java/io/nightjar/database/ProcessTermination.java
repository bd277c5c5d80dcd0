package io.nightjar.database;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/** Ends this process in order, as far as that is possible, with the reason as its last line. */
@Component
class ProcessTermination {

  private static final Logger log = LoggerFactory.getLogger(ProcessTermination.class);
  private static final long LONGEST_STOP_MS = 30_000;
  private static final int FAILED = 1;

  private final ConfigurableApplicationContext context;
  private final AtomicBoolean ending = new AtomicBoolean();

  ProcessTermination(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Returns at once: the loop that calls it is stopped as well. */
  void because(String reason) {
    if (ending.compareAndSet(false, true)) {
      Thread ending = new Thread(() -> end(reason), "nightjar-ending");
      // Otherwise the process would exit normally before it has logged the reason.
      ending.setDaemon(false);
      ending.start();
    }
  }

  private void end(String reason) {
    Thread closing = new Thread(context::close, "nightjar-closing");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(LONGEST_STOP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.error(reason);
    // Not exit(): a hook that hangs, or logs after the reason, helps nobody.
    Runtime.getRuntime().halt(FAILED);
  }
}
