package io.nightjar.scheduler.quartz;

import java.util.Arrays;
import java.util.Optional;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.TriggerKey;

/**
 * Why Quartz fires: one group of triggers for each reason. The name of a trigger says what to fire, so that nothing is
 * stored as job data.
 */
enum TriggerGroup {
  /** The schedule of a job; the trigger is named after the job. */
  SCHEDULED("scheduled"),
  /** A requested run; the trigger is named after the run. */
  ON_DEMAND("on-demand"),
  /** A missed occurrence; the trigger is named after the job and the occurrence. */
  CATCH_UP("catch-up"),
  /** A run that another instance has handed over; the trigger is named after the run. */
  ADOPTED("adopted"),
  /** A rehearsal; the trigger is named after the job. Never stored in the real job store. */
  REHEARSAL("rehearsal");

  /** The Quartz job of all triggers that fire once. */
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

  /** What Quartz stores about a job: the only job class and the job's name. */
  static JobDetail detail(JobKey key) {
    return JobBuilder.newJob(QuartzJob.class).withIdentity(key).storeDurably().build();
  }
}
