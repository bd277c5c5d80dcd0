package io.nightjar.watchdog.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationOutliersTest {

  @ParameterizedTest(name = "{0} after {1} runs of {2}: unusual {3}")
  @CsvSource({
    "PT41M, 5, PT20M, true",
    "PT40M, 5, PT20M, false",
    "PT9M59S, 5, PT20M, true",
    "PT10M, 5, PT20M, false",
    "PT41M, 4, PT20M, false",
    "PT59S, 14, PT1S, false",
    "PT61S, 14, PT1S, true",
  })
  void a_run_is_unusual_beyond_twice_or_half_the_median(
      Duration took, int before, Duration each, boolean unusual) {
    List<Duration> durations = new ArrayList<>(List.of(took));
    for (int i = 0; i < before; i++) {
      durations.add(each);
    }

    assertThat(DurationOutliers.usual(durations).isPresent()).isEqualTo(unusual);
  }
}
