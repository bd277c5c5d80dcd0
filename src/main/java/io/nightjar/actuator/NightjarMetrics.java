package io.nightjar.actuator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.nightjar.config.Roles;
import io.nightjar.incident.IncidentKind;
import io.nightjar.watchdog.WatchdogStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The metrics of Nightjar as a whole. */
@Component
class NightjarMetrics implements MeterBinder {

  private final MetricsCache readings;
  private final WatchdogStatus watchdog;
  private final Roles roles;
  private final Clock clock;

  NightjarMetrics(MetricsCache readings, WatchdogStatus watchdog, Roles roles, Clock clock) {
    this.readings = readings;
    this.watchdog = watchdog;
    this.roles = roles;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (IncidentKind kind : IncidentKind.values()) {
      Gauge.builder("nightjar.incidents.open", readings, all -> open(all, kind))
          .description("How many incidents of the kind are open")
          .tag("kind", kind.word())
          .register(registry);
    }
    Gauge.builder(
            "nightjar.notifications.pending", readings, all -> all.latest().pending())
        .description("How many notifications no channel has confirmed yet")
        .register(registry);
    Gauge.builder("nightjar.watchdog.blind", this, NightjarMetrics::blind)
        .description("1 while the watchdog of this process cannot check the jobs, else 0")
        .register(registry);
    Gauge.builder(
            "nightjar.watchdog.last.pass.timestamp", watchdog, status -> seconds(status.lastPass()))
        .description(
            "When the watchdog of this process last checked everything that was due; NaN: never")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder(
            "nightjar.metrics.read.timestamp",
            readings,
            all -> seconds(Optional.ofNullable(all.latest().readAt())))
        .description(
            "When the metrics of jobs, incidents and notifications were last read from the database")
        .baseUnit("seconds")
        .register(registry);
  }

  private double blind() {
    return roles.watchdog() && watchdog.blindSince(clock.instant()).isPresent() ? 1 : 0;
  }

  private static double open(MetricsCache readings, IncidentKind kind) {
    return readings.latest().openIncidents().getOrDefault(kind, 0L);
  }

  private static double seconds(Optional<Instant> instant) {
    return instant.map(at -> at.toEpochMilli() / 1000.0).orElse(Double.NaN);
  }
}
