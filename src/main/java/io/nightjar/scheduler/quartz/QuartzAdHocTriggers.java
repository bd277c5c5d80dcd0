package io.nightjar.scheduler.quartz;

import io.nightjar.scheduler.AdHocTriggers;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ad-hoc triggers as Quartz triggers that fire once and immediately, on any free instance. */
@Component
class QuartzAdHocTriggers implements AdHocTriggers {

  private static final Logger LOG = LoggerFactory.getLogger(QuartzAdHocTriggers.class);

  private final Scheduler scheduler;
  private final TransactionTemplate transaction;
  private final Clock clock;

  QuartzAdHocTriggers(
      Scheduler scheduler, PlatformTransactionManager transactionManager, Clock clock) {
    this.scheduler = scheduler;
    this.transaction = new TransactionTemplate(transactionManager);
    // After a commit the finished transaction still counts as the current one.
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.clock = clock;
  }

  @Override
  public void wake(UUID run) {
    afterCommit(TriggerGroup.ON_DEMAND.trigger(run.toString()));
  }

  @Override
  public void catchUp(String job, Instant occurrence) {
    afterCommit(TriggerGroup.CATCH_UP.trigger(new CatchUpTriggerName(job, occurrence).name()));
  }

  @Override
  public void adopt(UUID run) {
    afterCommit(TriggerGroup.ADOPTED.trigger(run.toString()));
  }

  /** Quartz must not fire before the row that it needs is committed. */
  private void afterCommit(TriggerKey key) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      fireOnce(key);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
      @Override
      public void afterCommit() {
        fireOnce(key);
      }
    });
  }

  private void fireOnce(TriggerKey key) {
    try {
      transaction.executeWithoutResult(status -> store(key));
    } catch (RuntimeException e) {
      LOG.warn("trigger {} could not be stored, it will be repeated: {}", key, e.toString());
    }
  }

  private void store(TriggerKey key) {
    Trigger trigger = TriggerBuilder.newTrigger()
        .withIdentity(key)
        .forJob(TriggerGroup.ONE_OFF)
        .startAt(Date.from(clock.instant()))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
        .build();
    try {
      if (!scheduler.checkExists(key)) {
        scheduler.scheduleJob(trigger);
      }
    } catch (ObjectAlreadyExistsException e) {
      LOG.debug("trigger {} already exists", key);
    } catch (SchedulerException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
