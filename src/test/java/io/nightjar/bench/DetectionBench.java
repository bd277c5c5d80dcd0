package io.nightjar.bench;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.slack.SlackStandIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigRegistry;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** From the missed deadline to the committed incident, in real time, on PostgreSQL, with both loops running. */
@Execution(ExecutionMode.SAME_THREAD)
class DetectionBench {

  @ParameterizedTest(name = "{0} deadlines over {1} s")
  @CsvSource({"1000, 60", "10000, 1"})
  void detection_delay(int jobs, int seconds) {
    SlackStandIn slack = SlackStandIn.start("#monitoring");
    Database database = Databases.POSTGRESQL.create();
    Instant first = Instant.now().plusSeconds(30 + jobs / 100).truncatedTo(ChronoUnit.SECONDS);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(new Percentiles());
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(
            JdbcTemplateAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            TransactionAutoConfiguration.class))
        // Not the pool itself: it is running already.
        .withBean(DataSource.class, () -> new DelegatingDataSource(database.dataSource()))
        .withBean(Clock.class, () -> Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)))
        .withBean(MeterRegistry.class, () -> registry)
        .withInitializer(context -> {
          AnnotationConfigRegistry rooms = (AnnotationConfigRegistry) context;
          rooms.register(World.jobRoom());
          rooms.scan(
              "io.nightjar.ledger",
              "io.nightjar.incident",
              "io.nightjar.notification",
              "io.nightjar.watchdog");
          rooms.register(World.instanceRoom());
          context
              .getEnvironment()
              .getPropertySources()
              .addFirst(new org.springframework.core.env.MapPropertySource(
                  "bench", configuration(jobs, seconds, first, slack)));
        })
        .run(context -> {
          System.gc();
          long before = usedMegabytes();
          Timer delay = registry.get("nightjar.detection.delay").timer();
          await()
              .atMost(Duration.ofMinutes(5))
              .pollInterval(Duration.ofMillis(10))
              .until(() -> !slack.messages().isEmpty());
          Instant told = Instant.now();
          await()
              .atMost(Duration.ofMinutes(5))
              .pollInterval(Duration.ofMillis(500))
              .until(() -> delay.count() == jobs);
          report(jobs, seconds, delay, before);
          Outbox outbox = context.getBean(Outbox.class);
          await()
              .atMost(Duration.ofMinutes(2))
              .until(() -> outbox.pending(Instant.now()).count() == 0);
          System.out.printf(
              "MEASURED %d deadlines over %d s: %d messages, the first %.1f s after the first deadline%n",
              jobs,
              seconds,
              slack.messages().size(),
              Duration.between(first.plusSeconds(1), told).toMillis() / 1000.0);
          slack.close();
        });
  }

  private static Map<String, Object> configuration(
      int jobs, int seconds, Instant first, SlackStandIn slack) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("nightjar.slack.token", SlackStandIn.TOKEN);
    all.put("nightjar.slack.channel", "#monitoring");
    all.put("nightjar.slack.api-url", slack.apiUrl());
    for (int i = 0; i < jobs; i++) {
      LocalTime at =
          first.plusSeconds((long) i * seconds / jobs).atZone(ZoneOffset.UTC).toLocalTime();
      String schedule = at.getSecond() + " " + at.getMinute() + " " + at.getHour() + " * * *";
      all.putAll(World.job("job-" + i, schedule, "start-within", "1s"));
    }
    return all;
  }

  private static void report(int jobs, int seconds, Timer delay, long heapBefore) {
    StringBuilder line = new StringBuilder(
        "MEASURED detection delay, " + jobs + " deadlines over " + seconds + " s:");
    for (ValueAtPercentile value : delay.takeSnapshot().percentileValues()) {
      line.append(
          " p%.0f %.1f ms".formatted(value.percentile() * 100, value.value(TimeUnit.MILLISECONDS)));
    }
    System.gc();
    System.out.printf(
        "%s max %.1f ms, heap %d MiB before, %d MiB after%n",
        line, delay.max(TimeUnit.MILLISECONDS), heapBefore, usedMegabytes());
  }

  private static long usedMegabytes() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static final class Percentiles implements MeterFilter {

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return DistributionStatisticConfig.builder()
          .percentiles(0.5, 0.99)
          .expiry(Duration.ofMinutes(10))
          .bufferLength(1)
          .build()
          .merge(config);
    }
  }
}
