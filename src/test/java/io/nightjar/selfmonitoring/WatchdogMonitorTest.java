package io.nightjar.selfmonitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.notification.slack.Answer;
import io.nightjar.notification.slack.Posted;
import io.nightjar.notification.slack.SlackStandIn;
import io.nightjar.watchdog.FailedTaskException;
import io.nightjar.watchdog.WatchdogLane;
import io.nightjar.watchdog.WatchdogStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** When the watchdog counts as blind, second by second; the passes are reported by hand. */
public class WatchdogMonitorTest {

  private static final Instant START = Instant.parse("2026-01-22T02:10:00Z");

  private SlackStandIn slack;
  private World world;
  private WatchdogStatus status;
  private WatchdogMonitor watch;

  @BeforeEach
  void setUp() {
    slack = SlackStandIn.start("#monitoring");
    world = World.on(Databases.H2.create(), START, configuration(slack));
    status = world.get(WatchdogStatus.class);
    watch = world.get(WatchdogMonitor.class);
    begins(START);
  }

  private void begins(Instant now) {
    for (WatchdogLane lane : WatchdogLane.values()) {
      status.begins(lane, now);
    }
  }

  public static void passed(WatchdogStatus status, Instant now) {
    for (WatchdogLane lane : WatchdogLane.values()) {
      status.passed(lane, now);
    }
  }

  public static Map<String, Object> configuration(SlackStandIn slack) {
    return Map.of(
        "nightjar.slack.token",
        SlackStandIn.TOKEN,
        "nightjar.slack.channel",
        "#monitoring",
        "nightjar.slack.api-url",
        slack.apiUrl(),
        "nightjar.time-zone",
        "Europe/London");
  }

  @AfterEach
  void tearDown() {
    world.close();
    slack.close();
    assertThat(slack.complaints()).isEmpty();
  }

  private void seconds(int count, boolean passing) {
    for (int i = 0; i < count; i++) {
      world.clock().advance(Duration.ofSeconds(1));
      if (passing) {
        passed(status, world.now());
      }
      watch.step(world.now());
    }
  }

  private List<String> told() {
    return slack.messages().stream()
        .map(it -> it.text().lines().findFirst().orElse(""))
        .toList();
  }

  @Test
  void it_is_blind_after_half_a_minute_and_says_so_once() {
    seconds(5, true);
    seconds(30, false);
    assertThat(told()).isEmpty();

    seconds(1, false);
    assertThat(told()).containsExactly("🔴 [test] Nightjar cannot see its jobs");

    seconds(3_600, false);
    assertThat(told()).hasSize(1);
  }

  @Test
  void it_sees_again_in_the_thread_of_the_first() {
    seconds(5, true);
    seconds(120, false);
    seconds(10, true);

    assertThat(told())
        .containsExactly(
            "🔴 [test] Nightjar cannot see its jobs", "🟢 [test] Nightjar sees its jobs again");
    Posted back = slack.messages().get(1);
    assertThat(back.threadTs()).isEqualTo(slack.messages().get(0).ts());
    assertThat(back.asText()).contains("from Thu 22 Jan 02:10 GMT to Thu 22 Jan 02:12 GMT");
  }

  @Test
  void a_failure_says_what_it_is_and_a_hang_that_it_hangs() {
    status.failed(WatchdogLane.JUDGE, new DataAccessResourceFailureException("secret"));
    seconds(32, false);

    assertThat(slack.messages().get(0).asText())
        .contains("the database does not answer (DataAccessResourceFailureException)")
        .contains("Until it can, nobody is told of missing runs")
        .doesNotContain("secret");
    seconds(1, true);
    seconds(32, false);
    assertThat(slack.messages().get(2).asText()).contains("its last check has not ended");
  }

  @Test
  void what_nightjar_lacks_itself_is_not_blamed_on_the_database() {
    status.failed(
        WatchdogLane.JUDGE,
        FailedTaskException.and(null, status, new NoClassDefFoundError("org/example/Gone")));
    seconds(32, false);

    assertThat(slack.messages().get(0).asText())
        .contains("a part of Nightjar itself fails (", ": NoClassDefFoundError)")
        .contains("go back to the previous one")
        .doesNotContain("database");
  }

  @Test
  void a_clock_that_is_set_back_meanwhile_does_not_hide_that_it_sees_again() {
    seconds(40, false);
    world.clock().advance(Duration.ofHours(-2));
    seconds(2, true);

    assertThat(told()).hasSize(2);
    assertThat(told().get(1)).contains("sees its jobs again");
  }

  @Test
  void the_first_look_has_as_long_from_the_start_of_the_loop() {
    seconds(30, false);
    assertThat(told()).isEmpty();
    begins(world.now());
    seconds(30, false);
    assertThat(told()).isEmpty();

    seconds(1, false);
    assertThat(told()).hasSize(1);
  }

  @Test
  void a_process_that_was_suspended_waits_anew() {
    seconds(5, true);
    world.clock().advance(Duration.ofMinutes(10));
    watch.step(world.now());
    seconds(30, false);
    assertThat(told()).isEmpty();

    seconds(1, false);
    assertThat(told()).hasSize(1);
  }

  @Test
  void a_clock_that_is_set_back_hides_nothing_and_invents_nothing() {
    seconds(5, true);
    world.clock().advance(Duration.ofHours(-1));
    watch.step(world.now());
    seconds(30, false);
    assertThat(told()).isEmpty();

    seconds(1, false);
    assertThat(told()).hasSize(1);
  }

  @Test
  void it_goes_on_trying_while_slack_is_away_and_is_said_once() {
    slack.answerAlways(Answer.status(503));
    seconds(5, true);
    seconds(300, false);
    assertThat(told()).isEmpty();
    assertThat(slack.requests()).isBetween(8, 20);

    slack.recover();
    seconds(60, false);
    assertThat(told()).hasSize(1);
  }

  @Test
  void what_nobody_heard_before_it_was_over_is_one_message() {
    slack.answerAlways(Answer.status(503));
    seconds(5, true);
    seconds(60, false);
    seconds(5, true);
    slack.recover();
    seconds(60, true);

    assertThat(told()).containsExactly("🟢 [test] Nightjar sees its jobs again");
    assertThat(slack.messages().get(0).threadTs()).isNull();
  }

  @Test
  void a_second_time_is_a_message_of_its_own() {
    seconds(5, true);
    seconds(40, false);
    seconds(5, true);
    seconds(40, false);
    seconds(5, true);

    assertThat(told()).hasSize(4);
    assertThat(slack.messages().get(2).threadTs()).isNull();
    assertThat(slack.messages().get(3).threadTs())
        .isEqualTo(slack.messages().get(2).ts());
  }
}
