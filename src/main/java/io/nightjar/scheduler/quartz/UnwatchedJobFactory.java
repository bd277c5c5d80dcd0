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

/** Makes Quartz jobs that others have scheduled: they are run as they are anywhere, and nobody watches them. */
final class UnwatchedJobFactory implements JobFactory {

  private static final Logger LOG = LoggerFactory.getLogger(UnwatchedJobFactory.class);

  private final SpringBeanJobFactory spring = new SpringBeanJobFactory();
  private final Set<Class<?>> warned = ConcurrentHashMap.newKeySet();

  UnwatchedJobFactory(ApplicationContext beans) {
    spring.setApplicationContext(beans);
  }

  /** A factory that fails would put all triggers of the job into ERROR: one that cannot be made fails its run instead. */
  @Override
  public Job newJob(TriggerFiredBundle bundle, Scheduler scheduler) {
    Class<?> type = bundle.getJobDetail().getJobClass();
    if (warned.add(type)) {
      LOG.warn(
          "Quartz job {} of {} is run but not watched: it is not in the catalogue. To have it watched,"
              + " make it a bean that is a Runnable and add it to nightjar.jobs with bean: NAME",
          bundle.getJobDetail().getKey(),
          type.getName());
    }
    try {
      return spring.newJob(bundle, scheduler);
    } catch (Exception | LinkageError problem) {
      LOG.error("Quartz job {} cannot be made", bundle.getJobDetail().getKey(), problem);
      return context -> {
        throw new JobExecutionException("it could not be made: " + problem, false);
      };
    }
  }
}
