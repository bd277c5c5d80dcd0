package io.nightjar.scheduler.quartz;

import io.nightjar.runner.Launcher;
import java.time.Clock;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.spi.JobFactory;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Quartz as Nightjar needs it. Set in code, because none of it is a matter of taste; {@code spring.quartz.properties} wins
 * all the same. Boot's own choice of a job store is not used: its schema initialisation can drop all triggers.
 */
@Configuration(proxyBeanMethods = false)
class QuartzConfiguration {

  /** Written in the migration too, which makes the scheduler's locks. */
  static final String SCHEDULER_NAME = "nightjar";

  @Bean
  SchedulerFactoryBeanCustomizer nightjarScheduler(
      QuartzProperties overrides,
      QuartzDefaults defaults,
      DataSource dataSource,
      PlatformTransactionManager transactionManager,
      JobFactory nightjarJobs) {
    return factory -> {
      Properties properties = defaults.properties();
      properties.putAll(overrides.getProperties());
      equip(factory, SCHEDULER_NAME, properties, dataSource, nightjarJobs);
      factory.setTransactionManager(transactionManager);
    };
  }

  /** What the real scheduler and the one of a rehearsal have in common. */
  static void equip(
      SchedulerFactoryBean factory,
      String name,
      Properties properties,
      DataSource dataSource,
      JobFactory jobs) {
    factory.setQuartzProperties(properties);
    factory.setSchedulerName(name);
    factory.setDataSource(dataSource);
    factory.setJobFactory(jobs);
    factory.setAutoStartup(false);
    factory.setWaitForJobsToCompleteOnShutdown(false);
  }

  /** Made by hand: a factory that can fail is a trigger in ERROR, and during a stop Spring's refuses to make beans. */
  @Bean
  JobFactory nightjarJobs(Launcher launcher, Clock clock, ApplicationContext beans) {
    UnwatchedJobFactory unwatched = new UnwatchedJobFactory(beans);
    return (bundle, scheduler) -> bundle.getJobDetail().getJobClass() == QuartzJob.class
        ? new QuartzJob(launcher, clock)
        : unwatched.newJob(bundle, scheduler);
  }
}
