package io.nightjar.selfmonitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.instance.ThisInstance;
import io.nightjar.notification.direct.DirectMessenger;
import io.nightjar.notification.slack.Answer;
import io.nightjar.notification.slack.SlackStandIn;
import io.nightjar.watchdog.WatchdogProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody watches, seen from processes that only start jobs; Slack is a stand-in, the clock is the test's. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class WatchdogAbsenceMonitorTest {

  private static final Instant START = Instant.parse("2026-01-22T02:10:00Z");
  private static final UUID WATCHER = UUID.randomUUID();
  private static final String ALARM =
      "🔴 [test] Nightjar's watchdog is not running: nobody is told of missing runs";
  private static final String OVER = "🟢 [test] Nightjar's watchdog is running again";

  @Parameter
  Databases databases;

  private SlackStandIn slack;
  private World world;
  private WatchdogAbsenceMonitor watch;

  @BeforeEach
  void setUp() {
    slack = SlackStandIn.start("#monitoring");
    world = World.on(
        databases.create(),
        START,
        Map.of(
            "nightjar.slack.token",
            SlackStandIn.TOKEN,
            "nightjar.slack.channel",
            "#monitoring",
            "nightjar.slack.api-url",
            slack.apiUrl()));
    instances()
        .register(new Instance(WATCHER, "ip-2", "1", false, true, START, 0, START, null, null));
    watch = another();
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
    slack.close();
    assertThat(slack.complaints()).isEmpty();
  }

  private WatchdogAbsenceMonitor another() {
    AbsenceAnnouncer tidings = new AbsenceAnnouncer(
        world.get(DirectMessenger.class),
        world.get(WatchdogAbsenceMessages.class),
        instances(),
        world.get(ThisInstance.class));
    return new WatchdogAbsenceMonitor(
        instances(),
        world.get(IncidentRepository.class),
        world.get(IncidentService.class),
        tidings,
        world.get(WatchdogProperties.class));
  }

  private InstanceRepository instances() {
    return world.get(InstanceRepository.class);
  }

  private void seconds(int count, boolean watched, WatchdogAbsenceMonitor... all) {
    for (int i = 0; i < count; i++) {
      world.clock().advance(Duration.ofSeconds(1));
      if (watched) {
        instances().keepAlive(WATCHER, InstanceStatus.NONE, world.now());
      }
      for (WatchdogAbsenceMonitor each : all) {
        each.step(world.now());
      }
    }
  }

  private List<String> told() {
    return slack.messages().stream()
        .map(it -> it.text().lines().findFirst().orElse(""))
        .toList();
  }

  private List<Incident> incidents(boolean open) {
    return world.get(IncidentRepository.class).list(new IncidentQuery(open, null, 10));
  }

  @Test
  void more_than_a_minute_after_the_last_sign_of_life_it_is_said_once() {
    seconds(5, true, watch);
    seconds(60, false, watch);
    assertThat(told()).isEmpty();
    assertThat(incidents(true)).isEmpty();

    seconds(1, false, watch);
    assertThat(told()).containsExactly(ALARM);
    assertThat(slack.messages().get(0).asText())
        .contains("Thu 22 Jan 02:10 UTC")
        .contains("the last keep-alive was sent by " + Subject.instance("ip-2", WATCHER))
        .contains("nightjar.watchdog.enabled=true");
    seconds(300, false, watch);
    assertThat(told()).hasSize(1);
    assertThat(incidents(true)).singleElement().satisfies(it -> {
      assertThat(it.kind()).isEqualTo(IncidentKind.WATCHDOG_BLIND);
      assertThat(it.openedAt()).isEqualTo(START.plusSeconds(5));
      assertThat(it.thread()).isEqualTo(slack.messages().get(0).notification());
      assertThat(it.followUp().notified()).isTrue();
    });
  }

  @Test
  void an_installation_that_starts_has_a_minute_from_then_on() {
    seconds(61, false, watch);
    assertThat(told()).isEmpty();
    seconds(1, false, watch);

    assertThat(told()).containsExactly(ALARM);
  }

  @Test
  void that_somebody_watches_again_is_said_once_in_the_same_thread() {
    seconds(5, true, watch);
    seconds(70, false, watch);
    seconds(5, true, watch);

    assertThat(told()).containsExactly(ALARM, OVER);
    assertThat(slack.messages().get(1).threadTs())
        .isEqualTo(slack.messages().get(0).ts());
    assertThat(incidents(true)).isEmpty();
    assertThat(incidents(false).get(0).ending().resolution()).isEqualTo(Resolution.RECOVERED);
    seconds(120, true, watch);
    assertThat(told()).hasSize(2);
  }

  @Test
  void of_several_one_tells() {
    WatchdogAbsenceMonitor second = another();
    seconds(5, true, watch, second);
    seconds(400, false, watch, second);
    assertThat(told()).containsExactly(ALARM);

    seconds(30, true, second, watch);
    assertThat(told()).containsExactly(ALARM, OVER);
    assertThat(slack.messages().get(1).threadTs()).isNotNull();
  }

  @Test
  void who_told_and_is_gone_is_stood_in_for() {
    seconds(5, true, watch);
    seconds(70, false, watch);
    WatchdogAbsenceMonitor later = another();
    seconds(200, false, later);
    assertThat(told()).containsExactly(ALARM);

    seconds(30, true, later);
    assertThat(told()).containsExactly(ALARM, OVER);
  }

  @Test
  void what_one_wrote_and_died_before_it_was_told_another_tells() {
    slack.answerAlways(Answer.status(503));
    seconds(5, true, watch);
    seconds(62, false, watch);
    assertThat(incidents(true)).hasSize(1);
    slack.recover();
    WatchdogAbsenceMonitor later = another();
    seconds(170, false, later);
    assertThat(told()).isEmpty();
    seconds(20, false, later);

    assertThat(told()).containsExactly(ALARM);
    assertThat(incidents(true).get(0).followUp().notified()).isTrue();
  }

  @Test
  void it_goes_on_trying_while_slack_is_away() {
    slack.answerAlways(Answer.status(503));
    seconds(5, true, watch);
    seconds(200, false, watch);
    assertThat(told()).isEmpty();
    slack.recover();
    seconds(40, false, watch);

    assertThat(told()).containsExactly(ALARM);
  }

  @Test
  void what_nobody_heard_before_it_was_over_is_one_message() {
    slack.answerAlways(Answer.status(503));
    seconds(5, true, watch);
    seconds(70, false, watch);
    seconds(5, true, watch);
    slack.recover();
    seconds(40, true, watch);

    assertThat(told()).containsExactly(OVER);
    assertThat(slack.messages().get(0).threadTs()).isNull();
  }

  @Test
  void a_process_that_was_suspended_or_set_back_invents_nothing() {
    seconds(5, true, watch);
    world.clock().advance(Duration.ofHours(1));
    watch.step(world.now());
    world.clock().advance(Duration.ofHours(-2));
    watch.step(world.now());
    seconds(30, false, watch);

    assertThat(told()).isEmpty();
  }
}
