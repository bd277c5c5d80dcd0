package io.nightjar.scheduler.quartz;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.Job;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.spi.JobFactory;
import org.quartz.spi.TriggerFiredBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.quartz.SpringBeanJobFactory;

/** Creates Quartz jobs that other code has scheduled: they run as usual, but Nightjar does not watch them. */
final class UnwatchedJobFactory implements JobFactory {

  private static final Logger LOG = LoggerFactory.getLogger(UnwatchedJobFactory.class);

  private final SpringBeanJobFactory spring = new SpringBeanJobFactory();
  private final Set<Class<?>> warned = ConcurrentHashMap.newKeySet();

  UnwatchedJobFactory(ApplicationContext beans) {
    spring.setApplicationContext(beans);
  }

  /**
   * Returns a job that fails when the real one cannot be created: an exception here would set all its triggers to
   * ERROR.
   */
  @Override
  public Job newJob(TriggerFiredBundle bundle, Scheduler scheduler) {
    Class<?> type = bundle.getJobDetail().getJobClass();
    if (warned.add(type)) {
      LOG.warn(
          "Quartz job {} of {} runs but is not watched: it is not in the catalogue. To have it watched, make it a Spring bean that is a Runnable and add it to nightjar.jobs with bean: NAME",
          bundle.getJobDetail().getKey(),
          type.getName());
    }
    try {
      return spring.newJob(bundle, scheduler);
    } catch (Exception | LinkageError problem) {
      LOG.error("Quartz job {} cannot be created", bundle.getJobDetail().getKey(), problem);
      return context -> {
        throw new JobExecutionException("it could not be created: " + problem, false);
      };
    }
  }
}
