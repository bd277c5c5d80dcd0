package io.nightjar.watchdog.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.instance.SchedulerState;
import io.nightjar.watchdog.MessageBook;
import io.nightjar.watchdog.Nights;
import io.nightjar.watchdog.StandInScheduler;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a night before it comes. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class ForecastCheckTest {

  private static final Duration NOTICED = Duration.ofSeconds(45);

  @Parameter
  Databases databases;

  private Nights nights;
  private StandInScheduler scheduler;

  static Map<String, Object> twoJobs() {
    return Nights.with(
        Nights.oneJob(),
        MessageBook.job("one", "0 5 4 * * *"),
        MessageBook.job("two", "0 0 5 * * *"));
  }

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), twoJobs());
    scheduler = new StandInScheduler(nights, "nightjar-1", SchedulerState.STARTED).storesAll();
    scheduler.pass(NOTICED);
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  @Test
  void nothing_is_said_of_what_is_in_line() {
    scheduler.pass(Duration.ofMinutes(5));

    assertThat(nights.told()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
          UPDATE QRTZ_TRIGGERS SET trigger_state = 'ERROR' WHERE trigger_name = 'one'       | has given it up after an error
          UPDATE QRTZ_TRIGGERS SET trigger_state = 'PAUSED' WHERE trigger_name = 'one'      | has paused it
          UPDATE QRTZ_JOB_DETAILS SET job_class_name = 'x.Gone' WHERE job_name = 'one'      | would run something else for it, the class x.Gone
          UPDATE QRTZ_SIMPROP_TRIGGERS SET str_prop_2 = 'UTC' WHERE trigger_name = 'one'    | has another schedule for it, "0 5 4 * * *" in UTC
          UPDATE QRTZ_TRIGGERS SET next_fire_time = next_fire_time + 86400000 WHERE trigger_name = 'one' | would start it Fri 23 Jan 04:05 GMT
          UPDATE QRTZ_TRIGGERS SET next_fire_time = NULL WHERE trigger_name = 'one'         | would never start it
          """)
  void what_will_not_start_is_said_hours_before(String damage, String what) {
    scheduler.sql(damage);
    scheduler.pass(NOTICED);

    Incident incident = nights.incident();
    assertThat(incident.kind()).isEqualTo(IncidentKind.SCHEDULER_DRIFT);
    assertThat(incident.job()).isEqualTo("one");
    assertThat(incident.cause())
        .isEqualTo("it is due Thu 22 Jan 04:05 GMT, but the scheduler " + what
            + ": nothing will start it then");
    assertThat(nights.lastText()).contains("/api/scheduler/repair");
  }

  @Test
  void what_is_put_right_is_over() {
    scheduler.sql("UPDATE QRTZ_TRIGGERS SET trigger_state = 'ERROR'");
    scheduler.pass(NOTICED);
    assertThat(nights.incidents(true))
        .extracting(Incident::job)
        .containsExactlyInAnyOrder("one", "two");
    scheduler.sql("UPDATE QRTZ_TRIGGERS SET trigger_state = 'WAITING'");
    scheduler.pass(NOTICED);

    assertThat(nights.incidents(true)).isEmpty();
    assertThat(nights.incidents(false))
        .allSatisfy(it -> assertThat(it.ending().resolution()).isEqualTo(Resolution.RECOVERED));
  }

  @Test
  void a_trigger_that_is_gone_is_said() {
    scheduler.forgets("one");
    scheduler.pass(NOTICED);

    assertThat(nights.incident().cause())
        .isEqualTo("it is due Thu 22 Jan 04:05 GMT, but the scheduler has no entry for it:"
            + " nothing will start it then");
  }

  @Test
  void one_look_is_not_enough() {
    scheduler.sql("UPDATE QRTZ_TRIGGERS SET trigger_state = 'ACQUIRED' WHERE trigger_name = 'one'");
    scheduler.pass(Duration.ofSeconds(19));
    scheduler.sql("UPDATE QRTZ_TRIGGERS SET trigger_state = 'WAITING' WHERE trigger_name = 'one'");
    scheduler.pass(Duration.ofMinutes(2));

    assertThat(nights.told()).isEmpty();
  }

  @Test
  void a_run_that_nobody_has_noted_would_not_be_missed() {
    scheduler.sql("DELETE FROM expected_run WHERE job = 'job'");
    scheduler.pass(NOTICED);

    assertThat(nights.incident().job()).isEqualTo("job");
    assertThat(nights.incident().cause()).contains("a missed start would not be noticed");
  }

  @Test
  void a_start_that_has_passed_is_said_unless_the_scheduler_fires_nothing_at_all() {
    scheduler.pass(Duration.ofMinutes(3));
    String passed = "UPDATE QRTZ_TRIGGERS SET next_fire_time = " + nights.now().toEpochMilli()
        + " WHERE trigger_name = 'one'";
    scheduler.sql(passed);
    Duration startWithin = Duration.ofMinutes(10);
    scheduler.pass(startWithin.plusSeconds(60));
    assertThat(nights.told()).as("until then it may wait for a worker").isEmpty();

    scheduler.pass(Duration.ofSeconds(45));

    assertThat(nights.incident().cause())
        .isEqualTo("it was due Wed 21 Jan 23:53 GMT, and the scheduler did not start it");
  }

  @ParameterizedTest
  @CsvSource({
    "STANDBY, it is on standby",
    "SHUT_DOWN, it is shut down",
    "DEAD, its thread has ended"
  })
  void a_scheduler_that_fires_nothing_is_said_at_once(SchedulerState state, String cause) {
    scheduler.says(state);
    scheduler.pass(NOTICED);

    assertThat(nights.incidents(true))
        .extracting(Incident::kind, Incident::name)
        .containsExactly(tuple(IncidentKind.SCHEDULER_DRIFT, "the scheduler on nightjar-1"));
    assertThat(nights.incident().cause()).startsWith(cause);

    scheduler.says(SchedulerState.STARTED);
    scheduler.pass(NOTICED);
    assertThat(nights.incidents(true)).isEmpty();
  }

  @Test
  void a_scheduler_that_is_being_stopped_is_no_alarm_and_its_end_ends_what_was_said() {
    scheduler.says(SchedulerState.STOPPING);
    scheduler.pass(Duration.ofMinutes(2));
    assertThat(nights.told()).isEmpty();

    scheduler.says(SchedulerState.STANDBY);
    scheduler.pass(NOTICED);
    scheduler.leaves();
    scheduler.pass(NOTICED);
    assertThat(nights.incidents(true)).isEmpty();
  }

  @Test
  void a_start_is_no_alarm_until_it_takes_too_long() {
    scheduler.pass(Duration.ofMinutes(3));
    scheduler.forgets("one");
    scheduler.forgets("two");
    scheduler.says(SchedulerState.STARTING);
    nights.restart(nights.now().plusSeconds(5), twoJobs());
    scheduler.pass(Duration.ofSeconds(175));
    assertThat(nights.told()).isEmpty();

    scheduler.pass(NOTICED);
    assertThat(nights.incidents(true))
        .extracting(Incident::name)
        .containsExactlyInAnyOrder("one", "two", "the scheduler on nightjar-1");
  }

  @Test
  void a_deployment_that_changes_a_schedule_is_no_alarm() {
    scheduler.pass(Duration.ofMinutes(2));
    nights.restart(
        nights.now().plusSeconds(5),
        Nights.with(twoJobs(), Map.of("nightjar.jobs.one.schedule", "0 45 4 * * *")));
    scheduler.pass(Duration.ofMinutes(4));
    assertThat(nights.told()).isEmpty();

    scheduler.pass(Duration.ofMinutes(2));
    assertThat(nights.incident().job()).isEqualTo("one");
  }

  @Test
  void the_catalogue_of_an_older_version_does_not_judge_a_job_that_has_changed() {
    World newer = World.on(
        nights.world().database(),
        nights.now(),
        Nights.with(twoJobs(), Map.of("nightjar.jobs.one.schedule", "0 45 4 * * *")));
    try (newer) {
      Nights.stepAll(newer);
    }
    scheduler.pass(Duration.ofMinutes(10));

    assertThat(nights.told()).isEmpty();
  }

  @Test
  void a_pause_that_no_job_shows_is_said_of_the_scheduler() {
    scheduler.sql(
        "INSERT INTO QRTZ_PAUSED_TRIGGER_GRPS (sched_name, trigger_group) VALUES ('nightjar', 'on-demand')");
    scheduler.pass(NOTICED);

    assertThat(nights.incident().name()).isEqualTo("the scheduler");
    assertThat(nights.incident().cause()).contains("on-demand");
  }
}
