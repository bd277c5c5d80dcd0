package io.nightjar.actuator;

import io.nightjar.actuator.MetricsSnapshot.JobReading;
import io.nightjar.ledger.expected.ExpectedState;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The metrics of the jobs, made from a reading when they are scraped. Not as a meter for each: with ten thousand jobs
 * those were a hundred thousand objects to keep.
 */
@Component
class JobMetrics implements MultiCollector {

  static final String LAST_SUCCESS = "nightjar_job_last_success_timestamp_seconds";
  static final String LAST_START = "nightjar_job_last_start_timestamp_seconds";
  static final String STATE = "nightjar_job_state";

  private final MetricsCache readings;

  JobMetrics(MetricsCache readings, ObjectProvider<PrometheusRegistry> prometheus) {
    this.readings = readings;
    prometheus.ifAvailable(registry -> registry.register(this));
  }

  @Override
  public MetricSnapshots collect() {
    List<JobReading> jobs = readings.latest().jobs();
    return new MetricSnapshots(
        instants(
            LAST_SUCCESS,
            "When a run of the job last succeeded; none: never",
            jobs,
            JobReading::lastSuccess),
        instants(
            LAST_START,
            "When the schedule itself last started the job, manual runs excluded; none: never",
            jobs,
            JobReading::lastScheduledStart),
        states(jobs));
  }

  private static MetricSnapshot instants(
      String name,
      String help,
      List<JobReading> jobs,
      Function<JobReading, @Nullable Instant> instant) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (JobReading job : jobs) {
      Instant at = instant.apply(job);
      if (at != null) {
        gauge.dataPoint(point(Labels.of("job", job.job()), at.toEpochMilli() / 1000.0));
      }
    }
    return gauge.build();
  }

  private static MetricSnapshot states(List<JobReading> jobs) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
        .name(STATE)
        .help(
            "1 for the state of the job's latest expected run whose occurrence has passed, else 0");
    for (JobReading job : jobs) {
      for (ExpectedState state : ExpectedState.values()) {
        gauge.dataPoint(point(
            Labels.of("job", job.job(), "state", state.word()), job.state() == state ? 1 : 0));
      }
    }
    return gauge.build();
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
