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
 * The only Quartz job class: tells the {@link Launcher} what to fire. It loads no job code, may overlap with itself
 * (Nightjar has its own overlap policy) and throws nothing, so that it never sets a trigger to ERROR.
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
        LOG.warn("trigger {} was not created by Nightjar: nothing is run for it", key);
      }
    } catch (Throwable problem) {
      // Even an OutOfMemoryError: Quartz would not throw it on either.
      LOG.error("trigger {} fired, but its job could not be run", key, problem);
    }
  }

  private void fire(TriggerGroup group, JobExecutionContext context, Instant now)
      throws SchedulerException {
    Optional<RehearsalProgress> progress = RehearsalScheduler.progressOf(context.getScheduler());
    if (progress.isPresent() != (group == TriggerGroup.REHEARSAL)) {
      // A rehearsal runs nothing, and the real scheduler rehearses nothing.
      LOG.warn(
          "trigger {} was fired by the wrong scheduler and is ignored",
          context.getTrigger().getKey());
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
