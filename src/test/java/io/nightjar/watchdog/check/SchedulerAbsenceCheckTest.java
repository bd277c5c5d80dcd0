package io.nightjar.watchdog.check;

import static io.nightjar.watchdog.Nights.ME;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.watchdog.MessageBook;
import io.nightjar.watchdog.Nights;
import io.nightjar.watchdog.Watchdog;
import io.nightjar.watchdog.WatchdogLane;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** No process that starts jobs, seen from one that only watches. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class SchedulerAbsenceCheckTest {

  private static final String OPENED =
      "opened: [test] Nightjar's scheduler starts nothing: jobs will not run";

  @Parameter
  Databases databases;

  private Nights nights;

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), watchdogOnly(here()));
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private static Map<String, Object> here() {
    Map<String, Object> jobs = new LinkedHashMap<>(MessageBook.job("job", "0 5 3 * * *"));
    jobs.put("nightjar.alert.remind-every", "400d");
    return jobs;
  }

  private static Map<String, Object> watchdogOnly(Map<String, Object> jobs) {
    Map<String, Object> all = new LinkedHashMap<>(jobs);
    all.put("nightjar.scheduler.enabled", "false");
    return all;
  }

  private InstanceRepository instances() {
    return nights.world().get(InstanceRepository.class);
  }

  private void register(UUID id) {
    Instant now = nights.now();
    instances().register(new Instance(id, "ip-1", "1", true, false, now, 0, now, null, null));
  }

  private void pass(int seconds) {
    nights.passCloselyUntil(nights.now().plusSeconds(seconds));
  }

  private void pulsing(int seconds) {
    for (int i = 0; i < seconds; i += 5) {
      instances().keepAlive(ME, InstanceStatus.NONE, nights.now());
      pass(5);
    }
  }

  @Test
  void it_is_said_more_than_a_minute_after_the_watching_began_and_once() {
    pass(60);
    assertThat(nights.told()).isEmpty();

    pass(5);
    assertThat(nights.told()).containsExactly(OPENED);
    assertThat(nights.incident().kind()).isEqualTo(IncidentKind.SCHEDULER_SILENT);
    assertThat(nights.lastText())
        .contains("no process that starts jobs has ever run")
        .contains("nightjar.scheduler.enabled=true");
    pass(600);
    assertThat(nights.told()).hasSize(1);
  }

  @Test
  void it_is_said_a_minute_after_the_last_sign_of_life_and_ends_with_the_next() {
    register(ME);
    pulsing(300);
    pass(55);
    assertThat(nights.told()).filteredOn(OPENED::equals).isEmpty();

    pass(15);
    assertThat(nights.told()).filteredOn(OPENED::equals).hasSize(1);
    assertThat(nights.lastText()).contains("the last one was " + Subject.instance("ip-1", ME));
    UUID next = UUID.randomUUID();
    register(next);
    pass(5);

    assertThat(nights.incidents(true)).isEmpty();
    assertThat(nights.incidents(false))
        .filteredOn(it -> it.kind() == IncidentKind.SCHEDULER_SILENT)
        .singleElement()
        .satisfies(it -> assertThat(it.ending().resolution()).isEqualTo(Resolution.RECOVERED));
    assertThat(nights.told()).contains("resolved: [test] Nightjar's scheduler starts jobs again");
  }

  @Test
  void one_that_stopped_in_good_order_is_missed_as_well() {
    register(ME);
    pulsing(10);
    instances().stopped(ME, nights.now());
    pass(70);

    assertThat(nights.told()).containsExactly(OPENED);
    assertThat(nights.lastText()).contains("which shut down normally");
  }

  @Test
  void a_restart_of_who_watches_neither_ends_nor_repeats_it() {
    pass(65);
    nights.restart(nights.now().plusSeconds(5), watchdogOnly(here()));
    nights.step();
    pass(300);

    assertThat(nights.told()).containsExactly(OPENED);
    assertThat(nights.incidents(true)).hasSize(1);
  }

  @Test
  void a_watcher_that_was_suspended_begins_to_count_anew() {
    register(ME);
    pulsing(20);
    nights.jumpTo(nights.now().plus(Duration.ofMinutes(30)));
    pass(40);
    assertThat(nights.told()).filteredOn(OPENED::equals).isEmpty();
  }

  @Test
  void where_all_jobs_run_elsewhere_nobody_is_missed() {
    nights.restart(nights.now(), watchdogOnly(Nights.oneJob()));
    nights.step();
    pass(120);

    assertThat(nights.told()).isEmpty();
  }

  @Test
  void a_process_that_starts_jobs_itself_is_there() {
    nights.restart(nights.now(), here());
    nights.step();
    pass(120);

    assertThat(nights.told()).isEmpty();
  }

  @Test
  void two_that_watch_tell_it_once() {
    try (World other = World.on(nights.world().database(), nights.now(), watchdogOnly(here()))) {
      for (int i = 0; i < 30; i++) {
        pass(5);
        other.clock().set(nights.now());
        other.get(Watchdog.class).step(EnumSet.allOf(WatchdogLane.class), other.now());
      }
    }

    assertThat(nights.told()).containsExactly(OPENED);
  }
}
