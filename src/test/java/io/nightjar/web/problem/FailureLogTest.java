package io.nightjar.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailureLogTest {

  private static final Instant START = Instant.parse("2026-01-22T00:10:00Z");

  private final SettableClock clock = new SettableClock(START);
  private final FailureLog failures = new FailureLog(clock);

  private void fail(String consequence, int times) {
    for (int i = 0; i < times; i++) {
      failures.log(consequence, "GET /" + i, new IllegalStateException("number " + i));
    }
  }

  private static long traces(CapturedOutput output) {
    return output
        .getAll()
        .lines()
        .filter(line -> line.startsWith("java.lang.Illegal"))
        .count();
  }

  @Test
  void what_repeats_is_logged_once_a_minute_with_how_often(CapturedOutput output) {
    fail("A request failed", 5_000);
    assertThat(traces(output)).isEqualTo(1);
    assertThat(output).contains("A request failed: GET /0");

    clock.set(START.plus(Duration.ofSeconds(59)));
    fail("A request failed", 1);
    assertThat(traces(output)).isEqualTo(1);

    clock.set(START.plus(Duration.ofMinutes(1)));
    fail("A request failed", 1);
    assertThat(traces(output)).isEqualTo(2);
    assertThat(output).contains("GET /0; 5000 more like it since 2026-01-22T00:10:00Z");
  }

  @Test
  void another_failure_is_not_hidden_by_it(CapturedOutput output) {
    fail("A request failed", 2);
    fail("A ping could not be recorded", 2);
    failures.log("A request failed", "GET /", new UnsupportedOperationException("other"));

    assertThat(traces(output)).isEqualTo(2);
    assertThat(output).contains("java.lang.UnsupportedOperationException: other");
  }

  @Test
  void a_clock_that_is_set_back_does_not_silence_it(CapturedOutput output) {
    fail("A request failed", 1);
    clock.set(START.minus(Duration.ofHours(1)));
    fail("A request failed", 1);

    assertThat(traces(output)).isEqualTo(2);
  }
}
