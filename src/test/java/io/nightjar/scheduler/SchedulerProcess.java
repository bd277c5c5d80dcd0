package io.nightjar.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nightjar.Databases.Database;
import io.nightjar.config.Roles;
import io.nightjar.instance.DatabaseClock;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.SchedulerProperties;
import io.nightjar.instance.ThisInstance;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.trigger.StoredTrigger;
import io.nightjar.ledger.trigger.StoredTriggerRepository;
import io.nightjar.platform.sql.Dialect;
import io.nightjar.runner.ScriptedRunnerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The firing half of a Nightjar process: the rooms {@code runner} and {@code ledger} on a test's database, with Quartz as
 * in production and the kind of runners that a test scripts. Several on one database are a cluster.
 */
public final class SchedulerProcess implements AutoCloseable {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private SchedulerProcess(
      Database database,
      ScriptedRunnerFactory kind,
      boolean scheduler,
      Map<String, Object> properties,
      List<Job> jobs) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    // It belongs to the test, and another process may go on using it.
    context.registerBean(
        DataSource.class,
        database::dataSource,
        bean -> ((AbstractBeanDefinition) bean).setDestroyMethodName(""));
    context.registerBean(PlatformTransactionManager.class, database::transactionManager);
    context.registerBean(TransactionTemplate.class, database::transactions);
    context.registerBean(Dialect.class, database::dialect);
    context.registerBean(JdbcClient.class, database::jdbc);
    context.registerBean(
        NamedParameterJdbcTemplate.class,
        () -> new NamedParameterJdbcTemplate(database.dataSource()));
    context.registerBean(Clock.class, () -> Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)));
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(Roles.class, () -> new Roles(scheduler, false));
    context.registerBean(
        SchedulerProperties.class,
        () -> Binder.get(context.getEnvironment())
            .bindOrCreate("nightjar.scheduler", SchedulerProperties.class));
    context.registerBean(JobCatalogue.class, () -> new JobCatalogue(jobs));
    context.registerBean(ScriptedRunnerFactory.class, () -> kind);
    context.register(Rooms.class);
    context.refresh();
  }

  /** A process that fires. */
  public static SchedulerProcess start(Database database, ScriptedRunnerFactory kind, Job... jobs) {
    return start(database, kind, Map.of(), jobs);
  }

  public static SchedulerProcess start(
      Database database, ScriptedRunnerFactory kind, Map<String, Object> properties, Job... jobs) {
    return new SchedulerProcess(database, kind, true, properties, Arrays.asList(jobs));
  }

  /** A process that is up and does nothing by itself. */
  public static SchedulerProcess idle(Database database, ScriptedRunnerFactory kind, Job... jobs) {
    return new SchedulerProcess(database, kind, false, Map.of(), Arrays.asList(jobs));
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  public Scheduler scheduler() {
    return get(Scheduler.class);
  }

  public RunRecorder ledger() {
    return get(RunRecorder.class);
  }

  public UUID instance() {
    return get(ThisInstance.class).id();
  }

  /** Runs of a job, oldest first. */
  public List<Run> runs(String job) {
    List<Run> runs = new ArrayList<>(ledger().history(job, null, 10_000));
    Collections.reverse(runs);
    return runs;
  }

  /** The run of a job that has no other. */
  public Run onlyRun(String job) {
    List<Run> runs = runs(job);
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  /** The finished runs of a job, oldest first. */
  public List<Run> finishedRuns(String job) {
    return runs(job).stream().filter(Run::isFinished).toList();
  }

  /** What Quartz has stored to fire a job by its schedule. */
  public StoredTrigger trigger(String job) {
    return get(StoredTriggerRepository.class).find(job).orElseThrow();
  }

  /** Stores the triggers of all jobs, as a start does. */
  public void storeTriggers(Instant now) {
    get(SchedulerRepair.class).repair(now);
  }

  /** Has the trigger of a job be due at the given instant, as when nobody was free to fire it. */
  public void triggerIsDue(String job, Instant at) {
    get(JdbcClient.class)
        .sql("UPDATE QRTZ_TRIGGERS SET next_fire_time = ? WHERE trigger_name = ?")
        .params(at.toEpochMilli(), job)
        .update();
  }

  /** Has the ledger expect the jobs of this process from the given instant on, and writes up to now. */
  public void expectFrom(Instant firstSeen, Instant now) {
    JobCatalogue catalogue = get(JobCatalogue.class);
    get(CatalogueSync.class).align(catalogue, firstSeen);
    while (get(CatalogueSync.class).extend(catalogue, now, 100) > 0) {
      // In portions, until no job is due for it.
    }
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @ComponentScan(
      basePackages = {"io.nightjar.ledger", "io.nightjar.runner", "io.nightjar.scheduler"},
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = "io\\.nightjar\\.runner\\.([a-z]+\\..*|RunnerConfiguration)"))
  @Import({DatabaseClock.class, InstanceRepository.class, ThisInstance.class})
  @ImportAutoConfiguration(QuartzAutoConfiguration.class)
  static class Rooms {}
}
