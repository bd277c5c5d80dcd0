package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlindTimeTest {

  private static final Instant T = Instant.parse("2026-01-22T00:00:00Z");

  private final BlindTime blindTime = new BlindTime();

  @Test
  void the_first_pass_puts_nothing_off() {
    blindTime.pass(T);

    assertThat(blindTime.puttingOffUntil(T)).isEmpty();
    assertThat(blindTime.around(T)).isEmpty();
  }

  @ParameterizedTest(name = "{0} s after the last pass: {1}")
  @CsvSource({"1, false", "60, false", "61, true", "100000, true", "-3600, false"})
  void a_gap_of_more_than_a_minute_puts_findings_off_once(long seconds, boolean putOff) {
    blindTime.pass(T);
    Instant now = T.plusSeconds(seconds);
    blindTime.pass(now);

    assertThat(blindTime.puttingOffUntil(now).isPresent()).isEqualTo(putOff);
    Instant settled = now.plusSeconds(5);
    blindTime.pass(settled);
    assertThat(blindTime.puttingOffUntil(settled)).isEmpty();
  }

  @Test
  void a_gap_is_a_fact_that_is_kept() {
    blindTime.pass(T);
    blindTime.pass(T.plusSeconds(600));
    blindTime.pass(T.plusSeconds(601));

    assertThat(blindTime.around(T.plusSeconds(300)))
        .contains(new BlindTime.Blind(T, T.plusSeconds(600)));
    assertThat(blindTime.around(T.minusSeconds(1))).isEmpty();
    assertThat(blindTime.around(T.plusSeconds(601))).isEmpty();
  }

  @Test
  void downtime_before_the_start_is_known_and_puts_nothing_off() {
    blindTime.startsAfter(T, T.plusSeconds(3_600));
    blindTime.pass(T.plusSeconds(3_600));

    assertThat(blindTime.around(T.plusSeconds(1_800))).isPresent();
    assertThat(blindTime.puttingOffUntil(T.plusSeconds(3_600))).isEmpty();
  }
}
