package io.nightjar.watchdog.check;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.expected.ExpectedRuns;
import io.nightjar.ledger.expected.UnjudgedExpectedRun;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.OwnIncidents;
import io.nightjar.watchdog.OwnIncidents.Trouble;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells of jobs whose runs cannot be judged, after the second time: for them the watchdog is blind. */
@Component
@Order(WatchdogTask.UNJUDGED)
class UnjudgedRunCheck implements WatchdogTask {

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int ENOUGH = 2;
  private static final int AT_MOST = 10_000;

  private final ExpectedRuns expectedRuns;
  private final OwnIncidents own;
  private final LocalTimes times;
  private final Interval rhythm = new Interval(EVERY);

  UnjudgedRunCheck(ExpectedRuns expectedRuns, OwnIncidents own, NightjarProperties settings) {
    this.expectedRuns = expectedRuns;
    this.own = own;
    this.times = new LocalTimes(settings.timeZone());
  }

  @Override
  public boolean step(Instant now) {
    if (rhythm.beats(now)) {
      List<Trouble> troubles = expectedRuns.unjudged(ENOUGH, AT_MOST).stream()
          .map(it -> Trouble.ofJob(it.job(), cause(it)))
          .toList();
      own.settle(
          IncidentKind.WATCHDOG_BLIND,
          incident -> incident.job() != null,
          troubles,
          Resolution.RECOVERED,
          now);
    }
    return false;
  }

  private String cause(UnjudgedExpectedRun run) {
    return "the run expected " + times.full(run.occurrence())
        + " could not be judged, also not when it was tried again: " + run.error();
  }
}
