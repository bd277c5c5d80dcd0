package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.instance.SchedulerState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that fell silent: said when nothing has replaced it, and over when something has or it is back. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class PeersTest {

  private static final UUID OTHER = UUID.randomUUID();
  private static final String OPENED =
      "opened: [test] " + Subject.instance("ip-10-0-0-1", ME) + " is down";

  @Parameter
  Databases databases;

  private Nights nights;
  private InstanceRepository instances;

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), configuration());
    instances = nights.world().get(InstanceRepository.class);
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private static Map<String, Object> configuration() {
    return Nights.oneJob("nightjar.scheduler.enabled", "false");
  }

  private void register(UUID id, String name, boolean scheduler, boolean watchdog) {
    Instant now = nights.now();
    instances.register(
        new Instance(id, name, "1.2.0", scheduler, watchdog, now, 0, now, null, null));
  }

  private void pass(int seconds) {
    nights.passCloselyUntil(nights.now().plusSeconds(seconds));
  }

  private void fallSilent() {
    register(ME, "ip-10-0-0-1", true, false);
    pass(5);
    instances.keepAlive(ME, InstanceStatus.NONE, nights.now());
    pass(40);
  }

  private Incident only() {
    assertThat(nights.incidents(true)).hasSize(1);
    return nights.incidents(true).get(0);
  }

  private Resolution ending() {
    assertThat(nights.incidents(true)).isEmpty();
    return nights.incidents(false).get(0).ending().resolution();
  }

  @Test
  void it_is_said_when_its_pulse_has_stood_still_for_longer_than_half_a_minute() {
    register(ME, "ip-10-0-0-1", true, false);
    pass(5);
    pass(30);
    assertThat(nights.told()).isEmpty();

    pass(5);
    assertThat(nights.told()).containsExactly(OPENED);
    assertThat(only().kind()).isEqualTo(IncidentKind.INSTANCE_DOWN);
    assertThat(nights.lastText())
        .contains("last keep-alive Wed 21 Jan 23:50 UTC")
        .contains("version 1.2.0, starts jobs; nobody starts jobs now")
        .contains("events and logs");
  }

  @Test
  void who_is_left_is_said() {
    register(OTHER, "ip-10-0-0-2", true, true);
    register(ME, "ip-10-0-0-1", true, true);
    for (int i = 0; i < 8; i++) {
      pass(5);
      instances.keepAlive(OTHER, InstanceStatus.NONE, nights.now());
    }

    assertThat(nights.told()).containsExactly(OPENED);
    String other = Subject.instance("ip-10-0-0-2", OTHER);
    assertThat(nights.lastText())
        .contains("jobs are started by " + other + "; jobs are watched by " + other);
  }

  @Test
  void one_that_said_goodbye_is_not_missed() {
    register(ME, "ip-10-0-0-1", true, false);
    pass(5);
    instances.stopped(ME, nights.now());
    pass(60);

    assertThat(nights.told()).isEmpty();
  }

  @Test
  void one_that_was_being_stopped_and_was_killed_over_it_is_given_up_and_not_told() {
    register(ME, "ip-10-0-0-1", true, false);
    pass(5);
    instances.keepAlive(ME, new InstanceStatus(SchedulerState.STOPPING, null, null), nights.now());
    pass(40);

    assertThat(nights.told()).isEmpty();
    assertThat(instances.find(ME).orElseThrow().lostAt()).isNotNull();
  }

  @ParameterizedTest(name = "another with scheduler {0}, watchdog {1}: told {2}")
  @CsvSource({"true, true, false", "true, false, false", "false, true, true"})
  void one_that_another_of_its_roles_has_replaced_is_not_told(
      boolean scheduler, boolean watchdog, boolean told) {
    register(ME, "ip-10-0-0-1", true, false);
    pass(20);
    register(OTHER, "ip-10-0-0-1", scheduler, watchdog);
    for (int i = 0; i < 8; i++) {
      pass(5);
      instances.keepAlive(OTHER, InstanceStatus.NONE, nights.now());
    }

    assertThat(nights.told()).hasSize(told ? 1 : 0);
    assertThat(instances.find(ME).orElseThrow().lostAt()).isNotNull();
  }

  @Test
  void one_that_was_there_before_replaces_nobody_whatever_its_clock_says() {
    register(OTHER, "ip-10-0-0-2", true, false);
    nights
        .world()
        .database()
        .jdbc()
        .sql("UPDATE instance SET started_at = ? WHERE id = ?")
        .params(io.nightjar.platform.sql.SqlTime.bind(START.plus(Duration.ofDays(1))), OTHER)
        .update();
    register(ME, "ip-10-0-0-1", true, false);
    for (int i = 0; i < 8; i++) {
      pass(5);
      instances.keepAlive(OTHER, InstanceStatus.NONE, nights.now());
    }

    assertThat(nights.told()).containsExactly(OPENED);
  }

  @Test
  void it_is_over_when_another_of_its_roles_has_started_and_stays_so_when_that_one_dies() {
    fallSilent();
    register(OTHER, "ip-10-0-0-3", true, false);
    pass(5);

    assertThat(ending()).isEqualTo(Resolution.TAKEN_OVER);
    assertThat(nights.told())
        .last()
        .isEqualTo("resolved: [test] " + Subject.instance("ip-10-0-0-1", ME) + " is replaced");
    pass(60);
    assertThat(only().subject()).isEqualTo(Subject.instance("ip-10-0-0-3", OTHER));
    assertThat(nights.told()).hasSize(3);
  }

  @Test
  void it_is_over_when_its_pulse_is_back_and_said_again_when_it_is_gone_again() {
    fallSilent();
    instances.keepAlive(ME, InstanceStatus.NONE, nights.now());
    pass(5);
    assertThat(ending()).isEqualTo(Resolution.RECOVERED);
    assertThat(nights.lastText()).contains("is back").contains("It shows signs of life again.");

    pass(40);
    assertThat(nights.told()).hasSize(3).last().isEqualTo(OPENED);
  }

  @Test
  void what_a_person_has_ended_stays_so() {
    fallSilent();
    nights.world().get(IncidentService.class).resolve(only().id(), "alice", nights.now());
    pass(120);

    assertThat(nights.incidents(true)).isEmpty();
    assertThat(nights.told()).filteredOn(OPENED::equals).hasSize(1);
  }

  @Test
  void two_that_watch_tell_it_once() {
    fallSilent();
    try (World other = World.on(nights.world().database(), nights.now(), configuration())) {
      for (int i = 0; i < 20; i++) {
        other.clock().advance(Duration.ofSeconds(5));
        other.get(Watchdog.class).step(EnumSet.allOf(WatchdogLane.class), other.now());
      }
    }

    assertThat(nights.told()).containsExactly(OPENED);
  }

  @Test
  void a_clock_that_is_set_back_hides_no_dead_one() {
    register(ME, "ip-10-0-0-1", true, false);
    pass(5);
    nights.at(nights.now().minus(Duration.ofHours(1)));
    nights.step();
    pass(40);

    assertThat(nights.told()).containsExactly(OPENED);
  }

  @Test
  void one_that_watches_and_was_suspended_itself_gives_nobody_up() {
    InstanceStatus started = new InstanceStatus(SchedulerState.STARTED, null, null);
    register(ME, "ip-10-0-0-1", true, false);
    instances.keepAlive(ME, started, nights.now());
    pass(5);
    nights.jumpTo(nights.now().plus(Duration.ofMinutes(5)));
    instances.keepAlive(ME, started, nights.now());
    pass(20);

    assertThat(nights.told()).isEmpty();
    assertThat(instances.find(ME).orElseThrow().lostAt()).isNull();
  }
}
