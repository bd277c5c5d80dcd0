package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockConfigurationTest {

  @Test
  void the_clock_ticks_in_what_the_tables_can_keep() {
    Clock clock = new ClockConfiguration().clock();
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    assertThat(clock.instant().getNano() % 1_000).isZero();
  }
}
