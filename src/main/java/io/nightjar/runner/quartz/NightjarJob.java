package io.nightjar.runner.quartz;

import io.nightjar.runner.Launcher;
import io.nightjar.runner.Stage;
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
final class NightjarJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(NightjarJob.class);

  private final Launcher launcher;
  private final Clock clock;

  NightjarJob(Launcher launcher, Clock clock) {
    this.launcher = launcher;
    this.clock = clock;
  }

  @Override
  public void execute(JobExecutionContext context) {
    TriggerKey key = context.getTrigger().getKey();
    try {
      Instant now = clock.instant();
      Optional<Group> group = Group.of(key);
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

  private void fire(Group group, JobExecutionContext context, Instant now)
      throws SchedulerException {
    Optional<Stage> stage = RehearsalScheduler.stageOf(context.getScheduler());
    if (stage.isPresent() != (group == Group.REHEARSAL)) {
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
        MissedOccurrence missed = MissedOccurrence.read(name);
        launcher.catchUp(missed.job(), missed.at(), now);
      }
      case ADOPTED -> launcher.follow(UUID.fromString(name), now);
      case REHEARSAL -> stage.ifPresent(on -> launcher.rehearse(name, on));
    }
  }
}
