package io.nightjar.watchdog.check;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.expected.ExpectedRunClaimRepository;
import io.nightjar.ledger.expected.UnjudgedExpectedRun;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reports jobs whose runs cannot be judged, after the second attempt: their problems would not be noticed. */
@Component
class UnjudgedRunCheck implements Check {

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int ENOUGH = 2;
  private static final int AT_MOST = 10_000;

  private final ExpectedRunClaimRepository expectedRuns;
  private final LocalTimes times;

  UnjudgedRunCheck(ExpectedRunClaimRepository expectedRuns, NightjarProperties settings) {
    this.expectedRuns = expectedRuns;
    this.times = new LocalTimes(settings.timeZone());
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Optional<Findings> check(Instant now) {
    List<Finding> unjudged = expectedRuns.unjudged(ENOUGH, AT_MOST).stream()
        .map(it -> Finding.ofJob(IncidentKind.WATCHDOG_BLIND, it.job(), cause(it)))
        .toList();
    return Optional.of(new Findings(
        IncidentKind.WATCHDOG_BLIND,
        unjudged,
        open -> open.job() == null ? Optional.empty() : Optional.of(Resolution.RECOVERED)));
  }

  private String cause(UnjudgedExpectedRun run) {
    return "the run expected " + times.full(run.occurrence())
        + " could not be judged, not even at the second attempt: " + run.error();
  }
}
