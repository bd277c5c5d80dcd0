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
 * Configures Quartz as Nightjar needs it. It is set in code because Nightjar depends on it; {@code
 * spring.quartz.properties} overrides it. Boot's own job store is not used: its schema initialisation can drop all
 * triggers.
 */
@Configuration(proxyBeanMethods = false)
class QuartzConfiguration {

  /** The migration that creates the scheduler's locks contains the same name. */
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

  /** Settings that the real scheduler and the one of a rehearsal share. */
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

  /**
   * Creates jobs without Spring: a factory that fails sets the trigger to ERROR, and during a stop Spring refuses to
   * create beans.
   */
  @Bean
  JobFactory nightjarJobs(Launcher launcher, Clock clock, ApplicationContext beans) {
    UnwatchedJobFactory unwatched = new UnwatchedJobFactory(beans);
    return (bundle, scheduler) -> bundle.getJobDetail().getJobClass() == QuartzJob.class
        ? new QuartzJob(launcher, clock)
        : unwatched.newJob(bundle, scheduler);
  }
}
