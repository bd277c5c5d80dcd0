package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  private static final Instant T = Instant.parse("2026-01-22T00:00:00Z");

  @ParameterizedTest(name = "{0} after a look: {1}")
  @CsvSource({
    "PT0S, false",
    "PT1.999S, false",
    "PT2S, true",
    "PT1H, true",
    "PT-0.001S, true",
    "PT-1H, true"
  })
  void the_next_look_is_a_beat_later_or_when_the_clock_was_set_back(Duration after, boolean due) {
    Interval interval = new Interval(Duration.ofSeconds(2));
    assertThat(interval.begin(T)).isTrue();

    assertThat(interval.begin(T.plus(after))).isEqualTo(due);
  }
}
