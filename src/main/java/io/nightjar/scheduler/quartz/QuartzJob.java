package io.nightjar.scheduler.quartz;

import io.nightjar.rehearsal.RehearsalProgress;
import io.nightjar.runner.Launcher;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one Quartz job class: says to the {@link Launcher} what is to be fired. It loads no job code, may overlap with
 * itself (overlap is our own policy) and lets nothing escape, so that no trigger ever goes to ERROR on its account.
 */
final class QuartzJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(QuartzJob.class);

  private final Launcher launcher;
  private final Clock clock;

  QuartzJob(Launcher launcher, Clock clock) {
    this.launcher = launcher;
    this.clock = clock;
  }

  @Override
  public void execute(JobExecutionContext context) {
    TriggerKey key = context.getTrigger().getKey();
    try {
      Instant now = clock.instant();
      Optional<TriggerGroup> group = TriggerGroup.of(key);
      if (group.isPresent()) {
        fire(group.get(), context, now);
      } else {
        LOG.warn("trigger {} is not one of ours, nothing is run for it", key);
      }
    } catch (Throwable problem) {
      // Even an OutOfMemoryError: Quartz would swallow what is thrown from here just the same.
      LOG.error("trigger {} was fired, but nothing could be run for it", key, problem);
    }
  }

  private void fire(TriggerGroup group, JobExecutionContext context, Instant now)
      throws SchedulerException {
    Optional<RehearsalProgress> progress = RehearsalScheduler.progressOf(context.getScheduler());
    if (progress.isPresent() != (group == TriggerGroup.REHEARSAL)) {
      // In a rehearsal nothing is run, and nothing is rehearsed in the real scheduler.
      LOG.warn(
          "trigger {} is fired by the wrong scheduler", context.getTrigger().getKey());
      return;
    }
    String name = context.getTrigger().getKey().getName();
    switch (group) {
      case SCHEDULED ->
        launcher.fireScheduled(
            context.getTrigger().getJobKey().getName(),
            context.getScheduledFireTime().toInstant(),
            now);
      case ON_DEMAND -> launcher.runRequested(UUID.fromString(name), now);
      case CATCH_UP -> {
        CatchUpTriggerName missed = CatchUpTriggerName.read(name);
        launcher.catchUp(missed.job(), missed.at(), now);
      }
      case ADOPTED -> launcher.follow(UUID.fromString(name), now);
      case REHEARSAL -> progress.ifPresent(on -> launcher.rehearse(name, on));
    }
  }
}
