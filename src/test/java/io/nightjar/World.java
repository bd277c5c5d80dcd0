package io.nightjar;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nightjar.Databases.Database;
import io.nightjar.instance.DatabaseClock;
import io.nightjar.platform.sql.Dialect;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ledger, incidents, outbox and watchdog on one database, configured as a person would, with a clock that the test sets.
 * No loop runs: the test steps.
 */
public final class World implements AutoCloseable {

  private final SettableClock clock;
  private volatile @Nullable SettableClock databaseClock;
  private final Database database;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private World(Database database, SettableClock clock, Map<String, Object> properties) {
    this.database = database;
    this.clock = clock;
    Map<String, Object> all = new LinkedHashMap<>(properties);
    all.putIfAbsent("nightjar.watchdog.enabled", "false");
    all.putIfAbsent("nightjar.digest.enabled", "false");
    all.putIfAbsent("nightjar.canary.enabled", "false");
    all.putIfAbsent("nightjar.environment", "test");
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
    context.registerBean(Clock.class, () -> clock);
    // Not the pool itself: the context would close it, and a test restarts on the same database.
    context.registerBean(DataSource.class, () -> new DelegatingDataSource(database.dataSource()));
    context.registerBean(PlatformTransactionManager.class, database::transactionManager);
    context.registerBean(TransactionTemplate.class, database::transactions);
    context.registerBean(Dialect.class, database::dialect);
    context.registerBean(JdbcClient.class, database::jdbc);
    context.registerBean(
        NamedParameterJdbcTemplate.class,
        () -> new NamedParameterJdbcTemplate(database.dataSource()));
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    // No answer is slow here: how long one took is not for the machine that tests to say.
    context.registerBean(
        DatabaseClock.class,
        () -> new DatabaseClock(
            () -> Optional.ofNullable(databaseClock).map(Clock::instant), clock, () -> 0));
    context.register(jobRoom());
    context.scan(
        "io.nightjar.ledger",
        "io.nightjar.incident",
        "io.nightjar.notification",
        "io.nightjar.watchdog",
        "io.nightjar.runner.command");
    context.register(instanceRoom());
    context.register(watchdogMonitor());
    context.refresh();
  }

  /** A Nightjar with the given configuration, of which {@code nightjar.jobs} is a part, started at an instant. */
  public static World on(Database database, Instant start, Map<String, Object> properties) {
    return new World(database, new SettableClock(start), properties);
  }

  /** The configuration of a job that runs elsewhere, with a start within 10 minutes and a finish within 2 hours. */
  public static Map<String, Object> job(String name, String schedule, String... more) {
    Map<String, Object> properties = new LinkedHashMap<>();
    String prefix = "nightjar.jobs." + name + ".";
    properties.put(prefix + "schedule", schedule);
    properties.put(prefix + "ping-key", "the-ping-key-of-" + name);
    for (int i = 0; i < more.length; i += 2) {
      properties.put(prefix + more[i], more[i + 1]);
    }
    return properties;
  }

  /** The job room alone, without the configurations that its own tests bring along. */
  public static Class<?> jobRoom() {
    return named("io.nightjar.job.CatalogueConfiguration");
  }

  /** Which processes there are, without what keeps this one alive in the eyes of others. */
  public static Class<?>[] instanceRoom() {
    return new Class<?>[] {
      named("io.nightjar.instance.InstanceRepository"), named("io.nightjar.instance.ThisInstance")
    };
  }

  private static Class<?>[] watchdogMonitor() {
    return new Class<?>[] {
      named("io.nightjar.selfmonitoring.WatchdogMonitor"),
      named("io.nightjar.selfmonitoring.WatchdogMonitorLoop"),
      named("io.nightjar.selfmonitoring.WatchdogBlindMessages"),
      named("io.nightjar.selfmonitoring.WatchdogAbsenceMessages")
    };
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  public SettableClock clock() {
    return clock;
  }

  /** From now on the database has a clock of its own; until then it goes by the one that the test sets. */
  public SettableClock databaseClock() {
    SettableClock own = new SettableClock(clock.instant());
    databaseClock = own;
    return own;
  }

  public Instant now() {
    return clock.instant();
  }

  public Database database() {
    return database;
  }

  @Override
  public void close() {
    context.close();
  }
}
