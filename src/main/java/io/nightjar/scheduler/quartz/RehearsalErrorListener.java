package io.nightjar.scheduler.quartz;

import io.nightjar.rehearsal.RehearsalProgress;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.quartz.listeners.SchedulerListenerSupport;

/** Listens to the errors of a rehearsal's scheduler: it reports a job that it cannot create nowhere else. */
final class RehearsalErrorListener extends SchedulerListenerSupport {

  private final RehearsalProgress progress;
  private final Iterable<String> jobs;
  private volatile @Nullable String last;

  RehearsalErrorListener(RehearsalProgress progress, Iterable<String> jobs) {
    this.progress = progress;
    this.jobs = jobs;
  }

  @Override
  public void schedulerError(String message, SchedulerException cause) {
    last = message + ": " + cause.getMessage();
    for (String job : jobs) {
      if (message.contains("'" + TriggerGroup.scheduledJob(job) + "'")) {
        progress.failed(job, cause);
      }
    }
  }

  /** The last error, null for none. */
  @Nullable
  String last() {
    return last;
  }
}
