package io.nightjar.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One stop has one budget, and what is done last has its share of it. */
class ShutdownBudgetTest {

  private final ShutdownBudget stop = new ShutdownBudget();

  @ParameterizedTest(
      name = "of {0} runs have {1} to end by themselves and {2} when they are told to")
  @CsvSource({
    "PT25S, PT18S, PT6S",
    "PT60S, PT53S, PT6S",
    "PT7S, PT3.5S, PT6S",
    "PT0S, PT0.5S, PT0.85S"
  })
  void it_is_shared(Duration whole, Duration waiting, Duration ending) {
    stop.begin(whole);

    assertThat(stop.hasBegun()).isTrue();
    assertThat(stop.untilAbandoned()).isBetween(waiting.minusMillis(400), waiting);
    assertThat(stop.toEnd()).isBetween(ending.minusMillis(400), ending.plusMillis(10));
    assertThat(stop.toEnd()).isLessThan(stop.untilEnd());
  }

  @Test
  void without_a_stop_there_is_time() {
    assertThat(stop.hasBegun()).isFalse();
    assertThat(stop.toEnd()).isEqualTo(Duration.ofSeconds(6));
  }
}
