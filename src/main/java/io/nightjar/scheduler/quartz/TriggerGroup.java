package io.nightjar.scheduler.quartz;

import java.util.Arrays;
import java.util.Optional;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.TriggerKey;

/**
 * Why Quartz is to fire: one group of triggers for each reason. The name of a trigger says what to fire, so that nothing
 * is stored as job data.
 */
enum TriggerGroup {
  /** The schedule of a job; the trigger is named after the job. */
  SCHEDULED("scheduled"),
  /** A run that was asked for; the trigger is named after the run. */
  ON_DEMAND("on-demand"),
  /** An occurrence that was missed; the trigger is named after the job and the occurrence. */
  CATCH_UP("catch-up"),
  /** A run that another instance has left; the trigger is named after the run. */
  ADOPTED("adopted"),
  /** A rehearsal; the trigger is named after the job. None is ever in the real store. */
  REHEARSAL("rehearsal");

  /** The job of all triggers that fire once. */
  static final JobKey ONE_OFF = new JobKey("one-off", "nightjar");

  private final String text;

  TriggerGroup(String text) {
    this.text = text;
  }

  static Optional<TriggerGroup> of(TriggerKey key) {
    return Arrays.stream(values())
        .filter(group -> group.text.equals(key.getGroup()))
        .findFirst();
  }

  /** The name of the group in Quartz's tables. */
  String text() {
    return text;
  }

  TriggerKey trigger(String name) {
    return new TriggerKey(name, text);
  }

  static JobKey scheduledJob(String job) {
    return new JobKey(job, SCHEDULED.text);
  }

  /** What Quartz stores of a job: the one job class, and nothing of the job but its name. */
  static JobDetail detail(JobKey key) {
    return JobBuilder.newJob(QuartzJob.class).withIdentity(key).storeDurably().build();
  }
}
