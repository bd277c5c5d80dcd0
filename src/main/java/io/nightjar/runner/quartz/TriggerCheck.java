package io.nightjar.runner.quartz;

import io.nightjar.job.Job;
import io.nightjar.schedule.Schedule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.quartz.impl.jdbcjobstore.Constants;

/** Compares a trigger as Quartz stores it with what the catalogue says. Pure. */
final class TriggerCheck {

  /** What brings Quartz in line with the catalogue. */
  enum Remedy {
    NONE,
    /** It is not there. */
    CREATE,
    /** It is wrong: what is stored is thrown away. */
    REPLACE,
    /** Its job's row is wrong: only that is written anew. */
    REWRITE_JOB,
    /** It is right, but paused. */
    RESUME,
    /** It is right, but in ERROR. A pending fire time is kept. */
    RESET
  }

  /**
   * @param remedy what to do
   * @param reason why, for the log
   */
  record Finding(Remedy remedy, String reason) {}

  private static final Finding RIGHT = new Finding(Remedy.NONE, "");

  private TriggerCheck() {}

  static Finding check(Job job, @Nullable StoredTrigger stored, Instant now) {
    if (stored == null) {
      return new Finding(Remedy.CREATE, "it is new");
    }
    Finding finding = contents(job, stored);
    if (finding.remedy() == Remedy.NONE) {
      finding = state(stored);
    }
    return finding.remedy() == Remedy.NONE ? nextFire(job.schedule(), stored, now) : finding;
  }

  private static Finding contents(Job job, StoredTrigger stored) {
    Schedule schedule = job.schedule();
    if (!stored.type().equals(ScheduleTriggerPersistenceDelegate.TYPE)
        || !stored.job().equals(Group.scheduledJob(job.name()).toString())) {
      return new Finding(
          Remedy.REPLACE, "it was a " + stored.type() + " trigger of " + stored.job());
    }
    if (!schedule.expression().equals(stored.expression())
        || !schedule.zone().getId().equals(stored.zone())) {
      return new Finding(
          Remedy.REPLACE,
          "its schedule was \"%s\" in %s".formatted(stored.expression(), stored.zone()));
    }
    if (!stored.jobClass().equals(NightjarJob.class.getName())) {
      return new Finding(Remedy.REWRITE_JOB, "its job class was " + stored.jobClass());
    }
    return RIGHT;
  }

  private static Finding state(StoredTrigger stored) {
    return switch (stored.state()) {
      case Constants.STATE_WAITING -> RIGHT;
      case Constants.STATE_ACQUIRED, Constants.STATE_EXECUTING ->
        stored.inFlight()
            ? RIGHT
            : new Finding(Remedy.REPLACE, "no instance has it, but it was " + stored.state());
      case Constants.STATE_PAUSED -> new Finding(Remedy.RESUME, "it was PAUSED");
      case Constants.STATE_ERROR -> new Finding(Remedy.RESET, "it was in ERROR");
      default -> new Finding(Remedy.REPLACE, "its state was " + stored.state());
    };
  }

  /** A time that has passed is Quartz's to deal with: it fires late or has misfired. */
  private static Finding nextFire(Schedule schedule, StoredTrigger stored, Instant now) {
    Instant nextFire = stored.nextFire();
    if (nextFire != null && (!nextFire.isAfter(now) || nextFire.equals(schedule.next(now)))) {
      return RIGHT;
    }
    return new Finding(
        Remedy.REPLACE, "its next fire time was " + nextFire + ", which is not its schedule's");
  }
}
