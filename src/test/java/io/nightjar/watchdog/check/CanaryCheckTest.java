package io.nightjar.watchdog.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.instance.SchedulerState;
import io.nightjar.watchdog.Nights;
import io.nightjar.watchdog.StandInScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheduler that fires nothing is noticed within two minutes, whatever it says of itself. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
public class CanaryCheckTest {

  private static final Duration PROMISED = Duration.ofMinutes(2);

  @Parameter
  Databases databases;

  private Nights nights;
  private StandInScheduler scheduler;

  public static Map<String, Object> withCanary() {
    return Nights.oneJob("nightjar.canary.enabled", "true");
  }

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), withCanary());
    scheduler = new StandInScheduler(nights, "nightjar-1", SchedulerState.STARTED)
        .storesAll()
        .fires(true);
    scheduler.pass(Duration.ofMinutes(2));
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private List<Incident> silent(boolean open) {
    return nights.incidents(open).stream()
        .filter(it -> it.kind() == IncidentKind.SCHEDULER_SILENT)
        .toList();
  }

  @Test
  void nothing_is_said_while_it_sings_nor_when_one_is_missing() {
    scheduler.fires(false).pass(Duration.ofSeconds(30));
    scheduler.fires(true).pass(Duration.ofMinutes(5));

    assertThat(nights.told()).isEmpty();
  }

  @Test
  void when_all_threads_are_busy_that_is_said_and_no_restart_is_advised() {
    scheduler.isBusyWith(2, "busy1", "busy2").fires(false).pass(PROMISED);

    Incident incident = silent(true).get(0);
    assertThat(incident.subject()).isEqualTo("the scheduler's threads");
    assertThat(incident.cause())
        .startsWith("all 2 threads on nightjar-1 are busy (busy1, busy2); ")
        .endsWith(" due starts wait. The scheduler itself works");
    assertThat(silent(true)).hasSize(1);

    scheduler.fires(true).pass(PROMISED);
    assertThat(silent(true)).isEmpty();
  }

  @Test
  void while_a_thread_is_free_it_is_the_scheduler_that_starts_nothing() {
    scheduler.isBusyWith(3, "busy1", "busy2").fires(false).pass(PROMISED);

    assertThat(silent(true).get(0).subject()).isEqualTo("the scheduler");
  }

  @ParameterizedTest(name = "{0} s after the last that came")
  @ValueSource(ints = {0, 5, 15, 25})
  void two_in_a_row_that_are_missing_are_silence(int later) {
    scheduler.pass(Duration.ofSeconds(later));
    Instant fault = nights.now();
    scheduler.fires(false);
    while (silent(true).isEmpty()) {
      scheduler.pass(Duration.ofSeconds(5));
      assertThat(nights.now()).isBeforeOrEqualTo(fault.plus(PROMISED));
    }

    assertThat(Duration.between(fault, nights.now())).isLessThanOrEqualTo(Duration.ofSeconds(90));
    assertThat(nights.told())
        .containsExactly("opened: [test] the scheduler starts nothing: jobs will not run");
    assertThat(nights.incident().cause())
        .startsWith("nothing has been started since Wed 21 Jan 23:52 UTC")
        .endsWith("the scheduler reports: started on nightjar-1");

    scheduler.fires(true).pass(Duration.ofSeconds(30));
    assertThat(silent(true)).as("one alone may have slipped through").hasSize(1);
    scheduler.pass(Duration.ofSeconds(35));
    assertThat(silent(true)).isEmpty();
    assertThat(silent(false))
        .allSatisfy(it -> assertThat(it.ending().resolution()).isEqualTo(Resolution.RECOVERED));
  }

  @Test
  void what_it_had_shown_ends_when_it_is_switched_off() {
    scheduler.fires(false).pass(PROMISED);
    assertThat(silent(true)).hasSize(1);

    nights.restart(nights.now(), Nights.oneJob());
    nights.passUntil(nights.now().plusSeconds(10));

    assertThat(silent(true)).isEmpty();
    assertThat(silent(false).get(0).ending().resolution()).isEqualTo(Resolution.NO_LONGER_WATCHED);
  }

  @Test
  void its_own_misses_are_no_incidents_and_it_is_known_to_nobody_who_does_not_ask() {
    scheduler.fires(false).pass(Duration.ofMinutes(10));

    assertThat(nights.incidents(true)).extracting(Incident::job).containsOnlyNulls();
  }

  @ParameterizedTest
  @EnumSource(
      value = SchedulerState.class,
      names = {"STANDBY", "SHUT_DOWN", "DEAD"})
  void a_scheduler_that_admits_it_is_silent_as_well(SchedulerState state) {
    scheduler.fires(false).says(state);
    scheduler.pass(PROMISED);

    assertThat(silent(true)).hasSize(1);
    assertThat(nights.incidents(true))
        .extracting(Incident::kind)
        .containsExactlyInAnyOrder(IncidentKind.SCHEDULER_SILENT, IncidentKind.SCHEDULER_DRIFT);
  }

  @Test
  void one_that_is_being_stopped_and_goes_is_not() {
    scheduler.fires(false).says(SchedulerState.STOPPING);
    scheduler.pass(Duration.ofMinutes(2));
    scheduler.leaves();
    scheduler.pass(Duration.ofMinutes(5));

    assertThat(nights.told()).isEmpty();
  }

  @Test
  void one_that_starts_again_is_given_the_time_for_two() {
    scheduler.fires(false).says(SchedulerState.STARTING);
    scheduler.pass(Duration.ofMinutes(2));
    scheduler.says(SchedulerState.STARTED);
    scheduler.pass(Duration.ofSeconds(50));
    assertThat(nights.told()).isEmpty();

    scheduler.pass(Duration.ofSeconds(60));
    assertThat(silent(true)).hasSize(1);
  }

  @Test
  void a_watchdog_that_was_blind_listens_first() {
    scheduler.fires(false);
    nights.at(nights.now().plus(Duration.ofMinutes(30)));
    scheduler.pass(Duration.ofSeconds(50));
    assertThat(silent(true)).isEmpty();

    scheduler.pass(Duration.ofSeconds(60));
    assertThat(silent(true)).hasSize(1);
  }

  @Test
  void silence_that_is_open_stays_open_over_a_restart_of_the_watchdog() {
    scheduler.fires(false).pass(PROMISED);
    nights.restart(nights.now().plusSeconds(10), withCanary());
    scheduler.pass(Duration.ofMinutes(5));

    assertThat(silent(true)).hasSize(1);
    assertThat(silent(false)).isEmpty();
  }

  @Test
  void without_a_canary_nobody_listens() {
    scheduler.fires(false);
    nights.restart(nights.now(), Nights.oneJob());
    scheduler.pass(Duration.ofMinutes(10));

    assertThat(nights.told()).isEmpty();
  }
}
