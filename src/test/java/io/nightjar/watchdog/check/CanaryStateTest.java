package io.nightjar.watchdog.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRun.Progress;
import io.nightjar.ledger.expected.ExpectedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryStateTest {

  private static final Instant LAST = Instant.parse("2026-01-22T00:05:00Z");

  /** States are given newest first, half a minute apart, up to {@link #LAST}. */
  @ParameterizedTest(name = "{0}, {1} after the newest, heard from {2} before it: {3}")
  @CsvSource({
    "met met, PT0S, PT1H, RUNNING",
    "met, PT0S, PT1H, UNKNOWN",
    "met_late missed missed, PT26S, PT1H, UNKNOWN",
    "awaiting met met, PT25S, PT1H, RUNNING",
    "awaiting met met, PT25.001S, PT1H, RUNNING",
    "awaiting missed met, PT25S, PT1H, UNKNOWN",
    "missed met met, PT26S, PT1H, RUNNING",
    "awaiting missed met, PT25.001S, PT1H, SILENT",
    "failed missed met, PT26S, PT1H, SILENT",
    "missed met_late missed missed, PT26S, PT1H, UNKNOWN",
    "missed missed, PT26S, PT30S, SILENT",
    "missed missed, PT26S, PT29.999S, UNKNOWN",
    "missed met, PT26S, PT-1S, UNKNOWN",
    "awaiting awaiting, PT1S, PT1H, UNKNOWN",
    "missed, PT26S, PT1H, UNKNOWN",
  })
  void two_in_a_row_whose_deadline_has_passed_are_silence(
      String states, Duration now, Duration heardFrom, CanaryState song) {
    List<ExpectedRun> latest = new ArrayList<>();
    for (String state : states.split(" ")) {
      latest.add(row(LAST.minusSeconds(30L * latest.size()), state));
    }

    assertThat(CanaryState.of(latest, LAST.minus(heardFrom), LAST.plus(now))).isEqualTo(song);
  }

  private static ExpectedRun row(Instant occurrence, String state) {
    return new ExpectedRun(
        1,
        JobCatalogue.CANARY,
        occurrence,
        occurrence,
        occurrence.plusSeconds(20),
        occurrence.plusSeconds(25),
        null,
        false,
        new Progress(
            ExpectedState.valueOf(state.toUpperCase(java.util.Locale.ROOT)), null, null, null));
  }
}
