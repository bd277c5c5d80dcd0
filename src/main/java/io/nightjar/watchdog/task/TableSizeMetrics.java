package io.nightjar.watchdog.task;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nightjar.platform.sql.SqlTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many rows the tables that grow have, and from when the oldest is: measured once an hour, for dashboards. */
@Component
class TableSizeMetrics {

  /** The tables, and the column that says from when a row is. */
  private static final Map<String, String> TABLES = Map.of(
      "expected_run", "occurrence",
      "run", "finished_at",
      "heartbeat", "recorded_at",
      "incident", "resolved_at",
      "notification", "sent_at");

  private final JdbcClient jdbc;
  private final Map<String, Size> sizes = new ConcurrentHashMap<>();

  private record Size(long rows, @Nullable Instant oldest) {}

  TableSizeMetrics(JdbcClient jdbc, MeterRegistry registry) {
    this.jdbc = jdbc;
    for (String table : TABLES.keySet()) {
      Gauge.builder("nightjar.table.rows", this, all -> all.rows(table))
          .description(
              "Rows of the table, counted once an hour; NaN before and where nothing watches")
          .tag("table", table)
          .register(registry);
      Gauge.builder("nightjar.table.oldest.timestamp", this, all -> all.oldest(table))
          .description("From when the oldest row is that is over; NaN without one")
          .tag("table", table)
          .baseUnit("seconds")
          .register(registry);
    }
  }

  void measure() {
    TABLES.forEach((table, column) -> sizes.put(
        table,
        jdbc.sql("SELECT COUNT(*) AS n, MIN(" + column + ") AS oldest FROM " + table)
            .query((row, i) -> new Size(row.getLong("n"), SqlTime.readNullable(row, "oldest")))
            .single()));
  }

  private double rows(String table) {
    Size size = sizes.get(table);
    return size == null ? Double.NaN : size.rows();
  }

  private double oldest(String table) {
    Size size = sizes.get(table);
    return size == null || size.oldest() == null
        ? Double.NaN
        : size.oldest().toEpochMilli() / 1000.0;
  }
}
