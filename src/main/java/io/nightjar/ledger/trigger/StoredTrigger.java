package io.nightjar.ledger.trigger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trigger of a job's schedule as the scheduler's tables have it, read without loading any class.
 *
 * @param name of the trigger, that is, of the job
 * @param state as Quartz writes it
 * @param type SCHEDULE, unless something else has written it
 * @param target what it fires
 * @param expression of its schedule, null when the row of its details is missing
 * @param zone of its schedule, null when the row of its details is missing
 * @param nextFire when Quartz will fire it, null: never
 * @param inFlight whether an instance has acquired it
 */
public record StoredTrigger(
    String name,
    String state,
    String type,
    Target target,
    @Nullable String expression,
    @Nullable String zone,
    @Nullable Instant nextFire,
    boolean inFlight) {

  /** The name of the scheduler in its tables. */
  public static final String SCHEDULER = "nightjar";

  /** The group of the triggers of schedules and of their jobs. */
  public static final String GROUP = "scheduled";

  public static final String TYPE = "SCHEDULE";

  /** The one class that the scheduler runs, by name: it is the scheduler's and not loaded here. */
  public static final String JOB_CLASS = "io.nightjar.scheduler.quartz.QuartzJob";

  public static final String WAITING = "WAITING";
  public static final String ACQUIRED = "ACQUIRED";
  public static final String EXECUTING = "EXECUTING";
  public static final String PAUSED = "PAUSED";
  public static final String ERROR = "ERROR";

  /** Stands for all groups where paused ones are listed. */
  public static final String ALL_GROUPS = "_$_ALL_GROUPS_PAUSED_$_";

  /**
   * What a trigger fires.
   *
   * @param job the key of its job, {@code group.name}
   * @param jobClass the class of its job
   * @param readable whether the data stored with both is text as Nightjar writes it; a scheduler that meets other data may
   *     stop firing altogether
   */
  public record Target(String job, String jobClass, boolean readable) {}
}
