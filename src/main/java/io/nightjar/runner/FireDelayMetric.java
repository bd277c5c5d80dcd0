package io.nightjar.runner;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The metric {@code nightjar_fire_delay_seconds}: from an occurrence to the moment its run is made. */
@Component
class FireDelayMetric {

  private final Timer timer;

  FireDelayMetric(MeterRegistry registry) {
    timer = Timer.builder("nightjar.fire.delay")
        .description("From an occurrence to the moment its scheduled run is made")
        .publishPercentiles(0.5, 0.99)
        .register(registry);
  }

  void fired(Instant occurrence, Instant at) {
    Duration delay = Duration.between(occurrence, at);
    timer.record(delay.isNegative() ? Duration.ZERO : delay);
  }
}
