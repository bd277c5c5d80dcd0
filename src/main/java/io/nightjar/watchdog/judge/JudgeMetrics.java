package io.nightjar.watchdog.judge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nightjar.watchdog.IncidentBook;
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
        .description("Expected runs that could not be judged and were put off")
        .register(registry);
  }

  void opened(List<IncidentBook.Opened> opened, Instant committed) {
    for (IncidentBook.Opened each : opened) {
      Duration since = Duration.between(each.since(), committed);
      delay.record(since.isNegative() ? Duration.ZERO : since);
    }
  }

  void putOff() {
    putOff.increment();
  }
}
