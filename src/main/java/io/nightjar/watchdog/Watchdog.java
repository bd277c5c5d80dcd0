package io.nightjar.watchdog;

import io.nightjar.ledger.ExpectedRuns;
import io.nightjar.ledger.Instances;
import io.nightjar.ledger.ThisInstance;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One pass over everything that is due: the catalogue, the instances, the expected runs. */
@Component
class Watchdog {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final CatalogueWatch catalogue;
  private final InstanceWatch instanceWatch;
  private final Judging judging;
  private final ExpectedRuns expectedRuns;
  private final Instances instances;
  private final ThisInstance self;
  private final BlindTime blindTime = new BlindTime();
  private boolean begun;

  Watchdog(
      CatalogueWatch catalogue,
      InstanceWatch instanceWatch,
      Judging judging,
      ExpectedRuns expectedRuns,
      Instances instances,
      ThisInstance self) {
    this.catalogue = catalogue;
    this.instanceWatch = instanceWatch;
    this.judging = judging;
    this.expectedRuns = expectedRuns;
    this.instances = instances;
    this.self = self;
  }

  /** Does one portion of what is due. True when there may be more. */
  boolean step(Instant now) {
    if (!begun) {
      instances.lastWatched(self.id()).ifPresent(until -> blindTime.startsAfter(until, now));
      begun = true;
    }
    blindTime.pass(now);
    boolean moreToWrite = catalogue.step(now);
    instanceWatch.step(now);
    return judge(now) || moreToWrite;
  }

  private boolean judge(Instant now) {
    try {
      return judging.step(now, blindTime);
    } catch (RuntimeException e) {
      log.warn("A batch could not be judged; its expected runs are judged one by one", e);
      judging.stepOneByOne(now, blindTime);
      return false;
    }
  }

  /** How long nothing is due, at most one second: heartbeats of other instances ring no bell here. */
  Duration idle(Instant now) {
    Duration atMost = Duration.ofSeconds(1);
    return expectedRuns
        .nextCheck()
        .map(next -> Duration.between(now, next))
        .filter(until -> until.compareTo(atMost) < 0)
        .orElse(atMost);
  }
}
