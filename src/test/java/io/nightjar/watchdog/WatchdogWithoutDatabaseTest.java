package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.nightjar.BreakableDataSource;
import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.run.WatchdogWakeUp;
import io.nightjar.notification.dispatch.DispatcherLoop;
import io.nightjar.notification.slack.SlackStandIn;
import io.nightjar.platform.loop.WakeUpSignal;
import io.nightjar.selfmonitoring.WatchdogMonitor;
import io.nightjar.selfmonitoring.WatchdogMonitorTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes and comes back under a watchdog that runs on its own thread. */
class WatchdogWithoutDatabaseTest {

  private static final Instant START = Instant.parse("2026-01-22T02:10:00Z");

  private Database postgresql;
  private BreakableDataSource data;
  private SlackStandIn slack;
  private World world;
  private final WakeUpSignal watchdogWakeUp = new WakeUpSignal();
  private WatchdogStatus status;
  private List<WatchdogLoop> loops;

  @BeforeEach
  void setUp() {
    postgresql = Databases.POSTGRESQL.create();
    Database breakable = BreakableDataSource.around(postgresql);
    data = BreakableDataSource.of(breakable);
    slack = SlackStandIn.start("#monitoring");
    Map<String, Object> configuration = new HashMap<>(World.job("job", "0 5 2 * * *"));
    configuration.putAll(WatchdogMonitorTest.configuration(slack));
    world = World.on(breakable, START, configuration);
    status = world.get(WatchdogStatus.class);
    loops = List.of(
        loop(WatchdogLane.JUDGE, world.get(WatchdogWakeUp.class)),
        loop(WatchdogLane.WATCH, watchdogWakeUp));
    loops.forEach(WatchdogLoop::start);
    await().until(() -> status.lastPass().isPresent());
  }

  @AfterEach
  void tearDown() {
    data.recover();
    loops.forEach(WatchdogLoop::stop);
    world.close();
    postgresql.close();
    slack.close();
  }

  private WatchdogLoop loop(WatchdogLane lane, WakeUpSignal bell) {
    return new WatchdogLoop(
        lane, world.get(Watchdog.class), status, mock(DispatcherLoop.class), bell, world.clock());
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      world.clock().advance(Duration.ofSeconds(1));
      world.get(WatchdogMonitor.class).step(world.now());
    }
  }

  private void comesBack() {
    data.recover();
    world.get(WatchdogWakeUp.class).wake();
    watchdogWakeUp.wake();
    await().until(() -> status.lastPass().filter(world.now()::equals).isPresent());
    seconds(1);
  }

  private List<String> threads() {
    return slack.messages().stream().map(it -> String.valueOf(it.threadTs())).toList();
  }

  private List<Incident> incidents() {
    return world.get(IncidentRepository.class).list(new IncidentQuery(null, null, 10));
  }

  @Test
  void one_message_without_it_and_one_when_it_is_back() {
    data.refuse();
    await().until(() -> status.lastFailure().isPresent());
    seconds(90);
    assertThat(slack.messages()).hasSize(1);
    assertThat(status.blindSince(world.now())).contains(START);

    comesBack();

    assertThat(threads()).containsExactly("null", slack.messages().get(0).ts());
    assertThat(slack.messages().get(1).asText()).contains("sees its jobs again");
    assertThat(slack.complaints()).isEmpty();
    await().until(() -> !incidents().isEmpty());
    assertThat(incidents()).singleElement().satisfies(incident -> {
      assertThat(incident.kind()).isEqualTo(IncidentKind.WATCHDOG_BLIND);
      assertThat(incident.subject())
          .isEqualTo("Nightjar on " + world.get(ThisInstance.class).host());
      assertThat(incident.openedAt()).isEqualTo(START);
      assertThat(incident.ending().at()).isEqualTo(world.now());
      assertThat(incident.ending().resolution()).isEqualTo(Resolution.RECOVERED);
    });
  }

  @Test
  void a_database_that_hangs_is_noticed_all_the_same() {
    data.hang();
    world.get(WatchdogWakeUp.class).wake();
    await().until(() -> data.hanging() > 0);
    seconds(40);

    assertThat(slack.messages()).hasSize(1);
    assertThat(slack.messages().get(0).asText()).contains("its last check has not ended");

    comesBack();
    assertThat(slack.messages()).hasSize(2);
  }

  @Test
  void what_cannot_be_read_is_not_taken_for_missed() {
    data.refuse();
    await().until(() -> status.lastFailure().isPresent());
    seconds(90);
    comesBack();

    await().until(() -> !incidents().isEmpty());
    assertThat(incidents()).extracting(Incident::kind).containsOnly(IncidentKind.WATCHDOG_BLIND);
  }
}
