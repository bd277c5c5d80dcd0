package io.nightjar.ledger.expected;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureStreakTest {

  private static final Instant FIRST = Instant.parse("2026-01-22T00:05:00Z");

  @ParameterizedTest(name = "{0} times over {1}: nights {2}")
  @CsvSource({
    "1, PT0S, false",
    "2, PT19H59M59S, false",
    "2, PT20H, true",
    "2, PT23H, true",
    "2, PT25H, true",
    "3, PT48H, true",
    "3, PT39H59M, false",
    "3, PT40H, true",
    "2, P3D, true",
    "2, P4D, true",
    "2, P4DT1S, false",
    "2, P7D, false",
    "100, PT99H, false",
  })
  void people_count_nights_when_they_are_about_a_day_apart(
      int count, Duration over, boolean nights) {
    assertThat(new FailureStreak("job", count, FIRST, FIRST.plus(over)).nights())
        .isEqualTo(nights);
  }
}
