package io.nightjar.watchdog.judge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** How long it takes from the moment an incident could be known to the moment it is committed. */
@Component
class JudgeMetrics {

  private final Timer delay;
  private final Counter putOff;

  JudgeMetrics(MeterRegistry registry) {
    this.delay = Timer.builder("nightjar.detection.delay")
        .description("From the missed deadline, or the end of the run, to the committed incident")
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofMinutes(10))
        .register(registry);
    this.putOff = Counter.builder("nightjar.judge.deferred")
        .description("Expected runs that could not be judged and were deferred")
        .register(registry);
  }

  /** Notes incidents by the instants since when they could have been known. */
  void opened(List<Instant> since, Instant committed) {
    for (Instant each : since) {
      Duration lasted = Duration.between(each, committed);
      delay.record(lasted.isNegative() ? Duration.ZERO : lasted);
    }
  }

  void putOff() {
    putOff.increment();
  }
}
