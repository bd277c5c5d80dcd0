package io.nightjar.rehearsal;

import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.job.StartCheck;
import io.nightjar.ledger.job.StartCheckRepository;
import io.nightjar.platform.loop.ClockCorrection;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Records what a rehearsal showed of each job. It decides nothing: the watchdog reads the rows, here or elsewhere. */
@Component
class StartCheckRecorder {

  private final StartCheckRepository checks;
  private final ThisInstance self;
  private final ClockCorrection clocks;
  private final Clock clock;

  StartCheckRecorder(
      StartCheckRepository checks, ThisInstance self, ClockCorrection clocks, Clock clock) {
    this.checks = checks;
    this.self = self;
    this.clocks = clocks;
    this.clock = clock;
  }

  /** One at a time in this process: in H2 nothing else keeps two writers of a new row apart. */
  synchronized void record(RehearsalReport report) {
    // Other processes compare it with theirs.
    Instant now = clocks.correct(clock.instant());
    checks.write(report.jobs().stream()
        .map(it -> new StartCheck(it.job(), it.cause(), report.version(), self.id(), now))
        .toList());
  }
}
