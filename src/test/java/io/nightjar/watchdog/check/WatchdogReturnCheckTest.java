package io.nightjar.watchdog.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.watchdog.Nights;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was told while nobody watched, when whoever told it does not end it. */
class WatchdogReturnCheckTest {

  private Nights nights;

  @BeforeEach
  void setUp() {
    nights = new Nights(Databases.H2.create(), Nights.oneJob());
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private void open(String subject) {
    Incident incident = IncidentFixture.ofNightjar(
        IncidentKind.WATCHDOG_BLIND, subject, "nobody", nights.now(), UUID.randomUUID());
    nights
        .world()
        .database()
        .transactions()
        .executeWithoutResult(status ->
            IncidentFixture.open(nights.world().get(IncidentRepository.class), List.of(incident)));
  }

  private void pass(int seconds) {
    nights.passCloselyUntil(nights.now().plusSeconds(seconds));
  }

  @Test
  void it_is_left_to_others_for_a_minute_and_then_ended_here() {
    open(Subject.WATCHDOG);
    pass(85);
    assertThat(nights.incidents(true)).hasSize(1);
    pass(5);

    assertThat(nights.incidents(true)).isEmpty();
    assertThat(nights.incidents(false).get(0).ending().resolution())
        .isEqualTo(Resolution.RECOVERED);
    assertThat(nights.told())
        .containsExactly("resolved: [test] Nightjar's watchdog is running again");
    assertThat(nights.lastText()).contains("A process that watches is running again");
  }

  @Test
  void what_others_end_meanwhile_is_not_told_here() {
    open(Subject.WATCHDOG);
    pass(60);
    IncidentFixture.resolve(
        nights.world().get(IncidentRepository.class),
        nights.incident().id(),
        Resolution.RECOVERED,
        null,
        nights.now());
    pass(200);

    assertThat(nights.told()).isEmpty();
  }

  @Test
  void a_process_that_cannot_see_is_not_its_business() {
    open("Nightjar on ip-1");
    pass(200);

    assertThat(nights.incidents(true)).hasSize(1);
  }
}
