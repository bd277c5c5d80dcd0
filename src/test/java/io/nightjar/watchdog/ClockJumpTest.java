package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.NIGHT;
import static io.nightjar.watchdog.Nights.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.Databases;
import io.nightjar.SettableClock;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A clock that runs ahead, or behind, and is set right: nothing is told later than by a clock that was right all along. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class ClockJumpTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Parameter
  Databases databases;

  private Nights nights;

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), Nights.oneJob());
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private void runsAheadForTwoSeconds() {
    nights.at(nights.now().plus(HOUR));
    nights.step();
    nights.at(nights.now().plusSeconds(2));
    nights.step();
    nights.at(nights.now().minus(HOUR));
  }

  @Test
  @Provokes(Fault.W14)
  void an_hour_ahead_for_two_seconds_puts_nothing_off() {
    runsAheadForTwoSeconds();
    nights.step();
    assertThat(nights.told()).isEmpty();

    nights.passUntil(NIGHT.plusSeconds(601));
    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
    FaultBook.room(Fault.W14)
        .said(
            "not_started, after the only clock was an hour ahead for 2 s",
            NIGHT.plusSeconds(600),
            nights.incident().openedAt(),
            Duration.ofSeconds(5));
  }

  @Test
  void what_a_clock_ahead_has_put_off_is_found_by_the_next_process() {
    nights.at(nights.now().plus(HOUR));
    nights.step();
    nights.restart(START.plusSeconds(60), Nights.oneJob());
    nights.step();

    nights.passUntil(NIGHT.plusSeconds(601));
    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
  }

  @Test
  void findings_after_the_correction_are_not_put_off_either() {
    nights.passUntil(NIGHT.plusSeconds(599));
    runsAheadForTwoSeconds();
    nights.step();

    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
  }

  @Test
  void while_the_database_has_another_time_its_time_decides() {
    SettableClock database = nights.world().databaseClock();
    nights.at(START.plus(HOUR));
    for (int second = 0; second < 30; second++) {
      nights.step();
      database.advance(Duration.ofSeconds(1));
      nights.at(nights.now().plusSeconds(1));
    }
    assertThat(nights.told()).isEmpty();

    database.set(NIGHT.plusSeconds(601));
    nights.at(NIGHT.minus(HOUR));
    nights.settledStep();
    database.advance(Duration.ofSeconds(5));
    nights.step();
    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
    assertThat(nights.incident().openedAt())
        .isCloseTo(database.instant(), within(1, ChronoUnit.SECONDS));
  }
}
