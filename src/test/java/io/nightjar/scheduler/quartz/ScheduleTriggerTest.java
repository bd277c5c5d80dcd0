package io.nightjar.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.TriggerBuilder;

class ScheduleTriggerTest {

  private static final Instant START = Instant.parse("2026-01-21T13:15:00Z");

  @ParameterizedTest(name = "{0} in {1} over the night of {2}")
  @CsvSource({
    "0 30 1 * * *, Europe/London, 2026-03-29",
    "0 30 1 * * *, Europe/London, 2026-10-25",
    "0 0/15 * * * *, Europe/London, 2026-03-29",
    "0 0/15 * * * *, Europe/London, 2026-10-25",
    "0 */15 * * * *, Europe/London, 2026-10-25",
    "'0 0,30 1 * * *', Europe/London, 2026-03-29",
    "15 2 * * *, America/New_York, 2026-03-08",
    "15 1 * * *, America/New_York, 2026-11-01",
    "0 0 2 * * *, Australia/Lord_Howe, 2026-04-05",
    "0 15 2 * * *, Australia/Lord_Howe, 2026-10-04",
    "0 45 2 * * *, Pacific/Chatham, 2026-09-27",
  })
  void it_fires_exactly_the_occurrences_of_its_schedule(String cron, String zone, String night) {
    Schedule schedule = Schedule.parse(cron, ZoneId.of(zone));
    Instant from = Instant.parse(night + "T00:00:00Z").minus(Duration.ofHours(36));
    Instant to = from.plus(Duration.ofHours(84));

    assertThat(fireTimes(trigger(schedule, from), to))
        .isNotEmpty()
        .isEqualTo(schedule.between(from, to, 100_000));
  }

  @Test
  void the_first_fire_time_may_be_the_start_itself() {
    ScheduleTrigger trigger = trigger(daily(), Instant.parse("2026-01-22T00:05:00Z"));

    assertThat(trigger.computeFirstFireTime(null)).isEqualTo(Instant.parse("2026-01-22T00:05:00Z"));
  }

  @Test
  void it_does_not_fire_before_its_start_or_after_its_end() {
    ScheduleTrigger trigger = trigger(daily(), START);
    trigger.setEndTime(Date.from(Instant.parse("2026-01-23T12:00:00Z")));

    assertThat(fireTimes(trigger, Instant.MAX))
        .containsExactly(
            Instant.parse("2026-01-22T00:05:00Z"), Instant.parse("2026-01-23T00:05:00Z"));
    assertThat(trigger.getFireTimeAfter(Date.from(Instant.EPOCH)))
        .isEqualTo(Instant.parse("2026-01-22T00:05:00Z"));
    assertThat(trigger.getFinalFireTime()).isEqualTo(Instant.parse("2026-01-23T00:05:00Z"));
  }

  @Test
  void a_misfire_changes_nothing() {
    Instant due = Instant.parse("2026-01-22T00:05:00Z");
    ScheduleTrigger trigger = trigger(daily(), START);
    trigger.setMisfireInstruction(ScheduleTrigger.MISFIRE_INSTRUCTION_SMART_POLICY);
    trigger.setNextFireTime(Date.from(due));

    trigger.updateAfterMisfire(null);

    assertThat(trigger.getNextFireTime()).isEqualTo(due);
    assertThat(trigger.getMisfireInstruction())
        .isEqualTo(ScheduleTrigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);
  }

  @Test
  void it_is_fired_once_for_all_that_wait() {
    ScheduleTrigger trigger = trigger(daily(), START);
    trigger.setNextFireTime(Date.from(Instant.parse("2026-01-22T00:05:00Z")));

    Instant before = Instant.now();
    trigger.triggered(null);

    assertThat(trigger.getPreviousFireTime()).isEqualTo(Instant.parse("2026-01-22T00:05:00Z"));
    assertThat(trigger.getNextFireTime()).isEqualTo(daily().next(before));
  }

  @Test
  void it_remembers_when_it_fired() {
    ScheduleTrigger trigger = trigger(daily(), START);
    Instant first = daily().next(Instant.now());
    trigger.setNextFireTime(Date.from(first));

    trigger.triggered(null);

    assertThat(trigger.getPreviousFireTime()).isEqualTo(first);
    assertThat(trigger.getNextFireTime()).isEqualTo(daily().next(first));
    assertThat(trigger.mayFireAgain()).isTrue();
  }

  @Test
  void a_copy_made_by_its_own_builder_fires_the_same() {
    ScheduleTrigger trigger = trigger(daily(), START);

    ScheduleTrigger copy = trigger.getTriggerBuilder().build();

    assertThat(copy.computeFirstFireTime(null)).isEqualTo(trigger.computeFirstFireTime(null));
    assertThat(copy.getKey()).isEqualTo(trigger.getKey());
    assertThat(copy.expression()).isEqualTo(trigger.expression());
  }

  @Test
  void a_stored_schedule_that_cannot_be_read_ends_its_own_trigger_only() {
    ScheduleTrigger trigger = TriggerBuilder.newTrigger()
        .withIdentity("job")
        .startAt(Date.from(START))
        .withSchedule(ScheduleTrigger.builder("0 0 0 30 FEB *", "Europe/Atlantis"))
        .build();
    trigger.setNextFireTime(Date.from(START));

    trigger.triggered(null);

    assertThat(trigger.mayFireAgain()).isFalse();
  }

  private static Schedule daily() {
    return Schedule.parse("0 5 0 * * *", ZoneId.of("Europe/London"));
  }

  private static ScheduleTrigger trigger(Schedule schedule, Instant start) {
    return ScheduleTrigger.of(
        TriggerGroup.SCHEDULED.trigger("job"), TriggerGroup.scheduledJob("job"), schedule, start);
  }

  private static List<Instant> fireTimes(ScheduleTrigger trigger, Instant before) {
    List<Instant> times = new ArrayList<>();
    Date next = trigger.computeFirstFireTime(null);
    while (next != null && next.toInstant().isBefore(before)) {
      times.add(next.toInstant());
      next = trigger.getFireTimeAfter(next);
    }
    return times;
  }
}
