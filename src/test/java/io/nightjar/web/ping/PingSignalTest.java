package io.nightjar.web.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.ledger.run.HeartbeatKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PingSignalTest {

  @Test
  void a_bare_ping_is_a_success() {
    assertThat(PingSignal.of(null)).contains(new PingSignal(HeartbeatKind.SUCCEEDED, null));
  }

  @ParameterizedTest
  @CsvSource({
    "start, STARTED,",
    "fail, FAILED,",
    "log, LOG,",
    "0, SUCCEEDED, 0",
    "00, SUCCEEDED, 0",
    "1, FAILED, 1",
    "255, FAILED, 255"
  })
  void the_end_of_the_address_says_what_happened(
      String word, HeartbeatKind kind, Integer exitStatus) {
    assertThat(PingSignal.of(word)).contains(new PingSignal(kind, exitStatus));
  }

  @ParameterizedTest
  @ValueSource(strings = {"256", "999", "1000", "-1", "+1", "1.0", "started", "START", "", " "})
  void anything_else_says_nothing(String word) {
    assertThat(PingSignal.of(word)).isEqualTo(Optional.empty());
  }
}
