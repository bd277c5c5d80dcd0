package io.nightjar.runner;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The metric {@code nightjar_fire_delay_seconds}: the time from an occurrence until its run is recorded as fired. */
@Component
class FireDelayMetric {

  private final Timer timer;

  FireDelayMetric(MeterRegistry registry) {
    timer = Timer.builder("nightjar.fire.delay")
        .description("Time from an occurrence until its scheduled run is recorded as fired")
        .publishPercentiles(0.5, 0.99)
        .register(registry);
  }

  void fired(Instant occurrence, Instant at) {
    Duration delay = Duration.between(occurrence, at);
    timer.record(delay.isNegative() ? Duration.ZERO : delay);
  }
}
