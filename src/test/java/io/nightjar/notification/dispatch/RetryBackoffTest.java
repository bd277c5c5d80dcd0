package io.nightjar.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryBackoffTest {

  /** Always 0: no jitter. */
  private static final RandomGenerator NO_JITTER = () -> 0L;

  @ParameterizedTest(name = "{0}, failure {1} in a row: {2}")
  @CsvSource({
    "TRANSIENT, 1, PT1S",
    "TRANSIENT, 2, PT2S",
    "TRANSIENT, 5, PT16S",
    "TRANSIENT, 6, PT30S",
    "UNCLEAR, 4, PT8S",
    "PERMANENT, 1, PT1S",
    "PERMANENT, 9, PT256S",
    "PERMANENT, 10, PT5M",
    "TRANSIENT, 2147483647, PT30S"
  })
  void waits_grow(Kind kind, int failures, Duration wait) {
    var problem = new DeliveryException(kind, "problem", null);

    assertThat(new RetryBackoff(NO_JITTER).after(problem, failures)).isEqualTo(wait);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void what_the_channel_asks_is_obeyed_exactly(Kind kind) {
    var problem = new DeliveryException(kind, "problem", Duration.ofSeconds(30));

    assertThat(new RetryBackoff(new Random(1)).after(problem, 9)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void jitter_shortens_by_up_to_a_quarter() {
    RetryBackoff backoff = new RetryBackoff(new Random(1));
    var problem = new DeliveryException(Kind.TRANSIENT, "problem", null);

    assertThat(java.util.stream.IntStream.range(0, 1000)
            .mapToObj(i -> backoff.after(problem, 4))
            .distinct()
            .toList())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(8)));
  }
}
