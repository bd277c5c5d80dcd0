package io.nightjar.watchdog.check;

import static io.nightjar.watchdog.Nights.ME;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.instance.SchedulerState;
import io.nightjar.watchdog.Nights;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A clock that differs from the database's, as its process measures it. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class ClockSkewCheckTest {

  private static final String OPENED =
      "opened: [test] the clock on ip-1 is wrong: jobs do not start on time there";

  @Parameter
  Databases databases;

  private Nights nights;
  private InstanceRepository instances;

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), Nights.oneJob());
    instances = nights.world().get(InstanceRepository.class);
    Instant now = nights.now();
    instances.register(new Instance(ME, "ip-1", "1", true, false, now, 0, now, null, null));
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private void measured(@Nullable String ahead) {
    Duration clockAhead = ahead == null ? null : Duration.parse(ahead);
    instances.keepAlive(
        ME, new InstanceStatus(SchedulerState.STARTED, null, clockAhead), nights.now());
    nights.passUntil(nights.now().plusSeconds(5));
  }

  @ParameterizedTest(name = "{0} ahead: told {1}")
  @CsvSource({
    "PT0S, false",
    "PT5S, false",
    "PT5.001S, true",
    "PT-5S, false",
    "PT-5.001S, true",
    "PT30S, true"
  })
  void beyond_five_seconds_it_is_said(String ahead, boolean told) {
    measured(ahead);
    assertThat(nights.told()).isEmpty();
    measured(ahead);

    assertThat(nights.told()).hasSize(told ? 1 : 0);
  }

  @Test
  void it_says_by_how_much_and_which_way() {
    measured("PT30S");
    measured("PT30.2S");
    assertThat(nights.told()).containsExactly(OPENED);
    assertThat(nights.incident().kind()).isEqualTo(IncidentKind.CLOCK_SKEW);
    assertThat(nights.lastText())
        .contains("it is 30 s ahead of the database's; jobs start that much early there")
        .contains("NTP");
    measured("PT0S");
    measured("PT0S");
    measured("PT-12S");
    measured("PT-12S");
    assertThat(nights.lastText())
        .contains("it is 12 s behind the database's; jobs start that much late there");
  }

  @Test
  void one_measure_alone_says_nothing_however_often_it_is_read() {
    measured("PT30S");
    nights.passUntil(nights.now().plusSeconds(20));
    assertThat(nights.told()).isEmpty();
    measured("PT0S");
    measured("PT30S");
    assertThat(nights.told()).isEmpty();
  }

  @Test
  void it_is_over_after_two_good_measures() {
    measured("PT30S");
    measured("PT30S");
    measured("PT1S");
    measured(null);
    assertThat(nights.incidents(true)).hasSize(1);
    measured("PT1S");

    assertThat(nights.incidents(false).get(0).ending().resolution())
        .isEqualTo(Resolution.RECOVERED);
    assertThat(nights.told())
        .containsExactly(OPENED, "resolved: [test] the clock on ip-1 is right again");
    assertThat(nights.lastText()).contains("It agrees with the database's clock again");
  }

  @Test
  void it_is_over_when_its_process_has_stopped() {
    measured("PT30S");
    measured("PT30S");
    instances.stopped(ME, nights.now());
    nights.passUntil(nights.now().plusSeconds(5));

    assertThat(nights.incidents(true)).isEmpty();
    assertThat(nights.lastText()).contains("No process of Nightjar runs there now");
  }
}
