package io.nightjar.scheduler.quartz;

import io.nightjar.job.Job;
import io.nightjar.rehearsal.RehearsalProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.spi.JobFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A scheduler for one rehearsal, with the properties, job store, thread pool and job class of the real one, on its own
 * database in memory.
 */
final class RehearsalScheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RehearsalScheduler.class);
  private static final String PROGRESS = "rehearsal";
  private static final String TABLES = "classpath:db/migration/h2/V1__quartz.sql";

  /** Stored schedules must not become due before the rehearsal has ended. */
  private static final Duration FAR = Duration.ofDays(1);

  private final EmbeddedDatabase database;
  private final SchedulerFactoryBean factory = new SchedulerFactoryBean();
  private final Scheduler scheduler;
  private final TransactionTemplate transaction;

  private RehearsalScheduler(
      String name,
      Properties properties,
      JobFactory jobs,
      RehearsalProgress progress,
      EmbeddedDatabase database)
      throws Exception {
    this.database = database;
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    Stream.of("TRIGGER_ACCESS", "STATE_ACCESS")
        .forEach(lock -> JdbcClient.create(database)
            .sql("INSERT INTO QRTZ_LOCKS (SCHED_NAME, LOCK_NAME) VALUES (?, ?)")
            .params(name, lock)
            .update());
    QuartzConfiguration.equip(factory, name, properties, database, jobs);
    factory.setWaitForJobsToCompleteOnShutdown(true);
    factory.setSchedulerContextAsMap(Map.of(PROGRESS, progress));
    factory.afterPropertiesSet();
    this.scheduler = Objects.requireNonNull(factory.getObject());
  }

  /**
   * Creates the scheduler without starting it.
   *
   * @param name must differ from that of any other scheduler: Quartz finds databases by the name of their scheduler
   */
  static RehearsalScheduler open(
      String name, Properties properties, JobFactory jobs, RehearsalProgress progress)
      throws Exception {
    EmbeddedDatabase database = new EmbeddedDatabaseBuilder()
        .setType(EmbeddedDatabaseType.H2)
        .generateUniqueName(true)
        .addScript(TABLES)
        .build();
    try {
      return new RehearsalScheduler(name, properties, jobs, progress, database);
    } catch (Throwable problem) {
      database.shutdown();
      throw problem;
    }
  }

  /** The rehearsal that a scheduler belongs to; empty for the real one. */
  static Optional<RehearsalProgress> progressOf(Scheduler scheduler) throws SchedulerException {
    return scheduler.getContext().get(PROGRESS) instanceof RehearsalProgress progress
        ? Optional.of(progress)
        : Optional.empty();
  }

  void start(RehearsalErrorListener errors) throws SchedulerException {
    scheduler.getListenerManager().addSchedulerListener(errors);
    scheduler.start();
  }

  /** Stores a job as the real store does, reads it back, and adds a trigger that fires it once. */
  void store(Job job, Instant now) {
    JobDetail detail = TriggerGroup.detail(TriggerGroup.scheduledJob(job.name()));
    TriggerKey key = TriggerGroup.SCHEDULED.trigger(job.name());
    Instant from = now.plus(FAR);
    transaction.executeWithoutResult(status -> {
      try {
        scheduler.addJob(detail, true);
        scheduler.scheduleJob(ScheduleTrigger.of(key, detail.getKey(), job.schedule(), from));
        compare(job, scheduler.getTrigger(key), from);
        scheduler.scheduleJob(once(job, detail));
      } catch (SchedulerException e) {
        throw new IllegalStateException("the job store does not accept it", e);
      }
    });
  }

  private static void compare(Job job, Trigger stored, Instant from) {
    Instant expected = job.schedule().next(from.minusNanos(1));
    Date next = stored == null ? null : stored.getNextFireTime();
    if (next == null || !next.toInstant().equals(expected)) {
      throw new IllegalStateException("the job store returns its schedule as " + stored
          + ", next at " + next + " instead of " + expected);
    }
  }

  private static Trigger once(Job job, JobDetail detail) {
    return TriggerBuilder.newTrigger()
        .withIdentity(TriggerGroup.REHEARSAL.trigger(job.name()))
        .forJob(detail)
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
        .build();
  }

  /** The state of the trigger that was to fire a job. */
  String state(String job) {
    try {
      return scheduler.getTriggerState(TriggerGroup.REHEARSAL.trigger(job)).name();
    } catch (SchedulerException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  /**
   * Waits a limited time for the jobs to end. A job that hangs keeps its own thread until it ends, and nothing else.
   */
  @Override
  public void close() {
    try {
      factory.destroy();
    } catch (SchedulerException e) {
      LOG.warn("the scheduler of a rehearsal did not stop cleanly: {}", e.toString());
    } finally {
      database.shutdown();
    }
  }
}
