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
 * A trigger whose fire times are exactly the occurrences of a {@link Schedule}. However late it is, it fires, and once
 * for all waiting occurrences: the launcher, not Quartz, decides for which of them it is too late.
 *
 * <p>It keeps its schedule as text and parses it only when needed: Quartz loads many triggers at once, and a stored
 * schedule that cannot be parsed must affect its own job only. Quartz's calendars are ignored.
 */
final class ScheduleTrigger extends AbstractTrigger<ScheduleTrigger> {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduleTrigger.class);

  /** Quartz decides by the system clock that a trigger is due, and passes no instant to {@link #triggered}. */
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

  /** The tables may contain another instruction, which is ignored. */
  @Override
  public int getMisfireInstruction() {
    return MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY;
  }

  @Override
  public void updateAfterMisfire(@Nullable Calendar calendar) {
    LOG.debug("trigger {} is late and fires nevertheless", getKey());
  }

  @Override
  public void updateWithNewCalendar(Calendar calendar, long misfireThreshold) {
    LOG.warn("trigger {} follows its schedule: Quartz's calendars are ignored", getKey());
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

  /** The next occurrence before the trigger's end, null when there is none or the stored schedule cannot be parsed. */
  private @Nullable Instant after(Instant instant) {
    try {
      Instant next = schedule().next(instant);
      return end != null && next.isAfter(end) ? null : next;
    } catch (RuntimeException e) {
      LOG.error(
          "trigger {} does not fire any more: its stored schedule '{}' in zone {} has no next occurrence. A restart stores it again from the catalogue",
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

  /** Creates triggers that are read from the tables: Quartz sets everything but the schedule. */
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
