package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.mute.RejectedRequestException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody looks after an incident. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class AcknowledgingTest {

  private static final Instant NOW = NIGHT.plusSeconds(601);

  @Parameter
  Databases databases;

  private Nights nights;
  private IncidentService desk;

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), Nights.oneJob("nightjar.alert.remind-every", "4h"));
    desk = nights.world().get(IncidentService.class);
    nights.missTheNight();
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private boolean acknowledge(String by, Instant until) {
    return desk.acknowledge(nights.incident().id(), by, until, nights.now());
  }

  @Test
  void it_says_who_and_until_when_in_its_thread() {
    assertThat(acknowledge("alice", null)).isTrue();

    assertThat(nights.told())
        .containsExactly(
            "opened: [test] job did not start",
            "acknowledged: [test] job is acknowledged by alice");
    assertThat(nights.threads()).hasSize(1);
    assertThat(nights.incident().acknowledgement())
        .isEqualTo(new Acknowledgement(NOW, "alice", NOW.plus(Duration.ofHours(12))));
  }

  @Test
  void saying_it_twice_says_nothing_twice() {
    acknowledge("alice", null);
    nights.at(NOW.plusSeconds(30));

    assertThat(acknowledge("alice", null)).isTrue();
    assertThat(acknowledge("alice", NOW.plus(Duration.ofHours(12)))).isTrue();

    assertThat(nights.told()).hasSize(2);
    assertThat(nights.incident().acknowledgement().at()).isEqualTo(NOW);
  }

  @Test
  void another_time_and_another_person_are_news() {
    acknowledge("alice", null);
    acknowledge("alice", NOW.plusSeconds(60));
    acknowledge("bob", null);

    assertThat(nights.told()).hasSize(4).last().asString().contains("bob");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1S", "PT0S", "P7DT0.001S", "P400D"})
  void a_time_that_has_passed_or_is_too_far_away_is_refused(Duration ahead) {
    assertThatThrownBy(() -> acknowledge("alice", NOW.plus(ahead)))
        .isInstanceOf(RejectedRequestException.class)
        .hasMessageContaining("until cannot be");
    assertThat(nights.incident().acknowledgement()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "P7D"})
  void any_time_up_to_seven_days_will_do(Duration ahead) {
    assertThat(acknowledge("alice", NOW.plus(ahead))).isTrue();
  }

  @Test
  void what_has_ended_is_not_looked_after() {
    long id = nights.incident().id();
    desk.resolve(id, "alice", NOW);

    assertThat(desk.acknowledge(id, "bob", null, NOW)).isFalse();
    assertThat(desk.acknowledge(id + 1_000, "bob", null, NOW)).isFalse();
    assertThat(nights.told()).hasSize(2);
  }

  @Test
  void reminders_stop_until_then_and_go_on_after_it() {
    acknowledge("alice", NOW.plus(Duration.ofHours(10)));
    nights.jumpTo(NOW.plus(Duration.ofHours(9)));
    assertThat(nights.told()).hasSize(2);

    nights.jumpTo(NOW.plus(Duration.ofHours(10)));

    assertThat(nights.told()).hasSize(3).last().asString().startsWith("reminded: ");
    assertThat(nights.lastText())
        .contains("Acknowledged: by alice until Thu 22 Jan 10:15 UTC, which has passed");
  }
}
