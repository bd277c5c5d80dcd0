package io.nightjar.scheduler.quartz;

import io.nightjar.schedule.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.quartz.Calendar;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.triggers.AbstractTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trigger whose fire times are the occurrences of a {@link Schedule} and nothing else. However late it is, it is fired,
 * once for all that wait: whether it is too late, and for which, is not Quartz's to say.
 *
 * <p>It keeps the texts of its schedule and reads them when it is asked: a stored schedule that cannot be read must cost
 * its own job only, and Quartz loads triggers many at a time. Quartz's calendars are not honoured, the schedule alone
 * decides.
 */
final class ScheduleTrigger extends AbstractTrigger<ScheduleTrigger> {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduleTrigger.class);

  /** Quartz finds by the system's clock that a trigger is due and then tells it so without an instant. */
  private static final Clock QUARTZ_TIME = Clock.systemUTC();

  private final String expression;
  private final String zone;
  private transient @Nullable Schedule schedule;

  private Instant start = Instant.EPOCH;
  private @Nullable Instant end;
  private @Nullable Instant nextFire;
  private @Nullable Instant previousFire;

  private ScheduleTrigger(String expression, String zone) {
    this.expression = expression;
    this.zone = zone;
  }

  /** A trigger that fires for each occurrence at or after {@code start}. */
  static ScheduleTrigger of(TriggerKey key, JobKey job, Schedule schedule, Instant start) {
    ScheduleTrigger trigger =
        new ScheduleTrigger(schedule.expression(), schedule.zone().getId());
    trigger.setKey(key);
    trigger.setJobKey(job);
    trigger.setStartTime(Date.from(start));
    return trigger;
  }

  static ScheduleBuilder<ScheduleTrigger> builder(String expression, String zone) {
    return new Builder(expression, zone);
  }

  String expression() {
    return expression;
  }

  String zone() {
    return zone;
  }

  @Override
  public @Nullable Date computeFirstFireTime(@Nullable Calendar calendar) {
    nextFire = after(start.minusNanos(1));
    return date(nextFire);
  }

  @Override
  public void triggered(@Nullable Calendar calendar) {
    previousFire = nextFire;
    Instant now = QUARTZ_TIME.instant();
    nextFire = nextFire == null ? null : after(nextFire.isAfter(now) ? nextFire : now);
  }

  /** Read from the tables, where another instruction may stand. */
  @Override
  public int getMisfireInstruction() {
    return MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY;
  }

  @Override
  public void updateAfterMisfire(@Nullable Calendar calendar) {
    LOG.debug("trigger {} is late and is fired all the same", getKey());
  }

  @Override
  public void updateWithNewCalendar(Calendar calendar, long misfireThreshold) {
    LOG.warn("trigger {} keeps to its schedule, Quartz's calendars are not honoured", getKey());
  }

  @Override
  public boolean mayFireAgain() {
    return nextFire != null;
  }

  @Override
  public @Nullable Date getFireTimeAfter(@Nullable Date afterTime) {
    Instant after = afterTime == null ? QUARTZ_TIME.instant() : afterTime.toInstant();
    return date(after(after.isBefore(start) ? start.minusNanos(1) : after));
  }

  @Override
  public @Nullable Date getFinalFireTime() {
    return end == null ? null : schedule().latest(end).map(Date::from).orElse(null);
  }

  /** The next occurrence within the trigger's life, null when there is none or the stored schedule cannot be read. */
  private @Nullable Instant after(Instant instant) {
    try {
      Instant next = schedule().next(instant);
      return end != null && next.isAfter(end) ? null : next;
    } catch (RuntimeException e) {
      LOG.error(
          "trigger {} does not fire any more: its stored schedule '{}' in zone {} gives no next occurrence. A restart"
              + " stores it anew from the catalogue",
          getKey(),
          expression,
          zone,
          e);
      return null;
    }
  }

  private Schedule schedule() {
    Schedule read = schedule;
    if (read == null) {
      read = Schedule.parse(expression, ZoneId.of(zone));
      schedule = read;
    }
    return read;
  }

  @Override
  protected boolean validateMisfireInstruction(int instruction) {
    return instruction == MISFIRE_INSTRUCTION_SMART_POLICY
        || instruction == MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY;
  }

  @Override
  public ScheduleBuilder<ScheduleTrigger> getScheduleBuilder() {
    return builder(expression, zone);
  }

  @Override
  public Date getStartTime() {
    return Date.from(start);
  }

  @Override
  public void setStartTime(Date startTime) {
    start = startTime.toInstant();
  }

  @Override
  public @Nullable Date getEndTime() {
    return date(end);
  }

  @Override
  public void setEndTime(@Nullable Date endTime) {
    end = instant(endTime);
  }

  @Override
  public @Nullable Date getNextFireTime() {
    return date(nextFire);
  }

  @Override
  public void setNextFireTime(@Nullable Date nextFireTime) {
    nextFire = instant(nextFireTime);
  }

  @Override
  public @Nullable Date getPreviousFireTime() {
    return date(previousFire);
  }

  @Override
  public void setPreviousFireTime(@Nullable Date previousFireTime) {
    previousFire = instant(previousFireTime);
  }

  private static @Nullable Date date(@Nullable Instant instant) {
    return instant == null ? null : Date.from(instant);
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  /** Makes triggers as they are read from the tables: everything but the schedule is set by Quartz. */
  private static final class Builder extends ScheduleBuilder<ScheduleTrigger> {

    private final String expression;
    private final String zone;

    Builder(String expression, String zone) {
      this.expression = expression;
      this.zone = zone;
    }

    @Override
    protected ScheduleTrigger build() {
      return new ScheduleTrigger(expression, zone);
    }
  }
}
