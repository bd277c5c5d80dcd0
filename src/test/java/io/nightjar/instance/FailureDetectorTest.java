package io.nightjar.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureDetectorTest {

  private static final Instant T = Instant.parse("2026-01-22T00:00:00Z");
  private static final UUID ID = UUID.randomUUID();

  private final FailureDetector pulses = new FailureDetector();

  private static Instance instance(long keepAlive) {
    return new Instance(ID, "a", "1", true, false, T, keepAlive, Instant.EPOCH, null, null);
  }

  private void look(long second, long keepAlive) {
    pulses.look(List.of(instance(keepAlive)), T.plusSeconds(second));
  }

  @Test
  void a_counter_that_stands_still_is_counted_from_when_it_was_first_seen_so() {
    look(0, 7);
    look(4, 7);
    look(8, 7);
    assertThat(pulses.stillFor(ID)).isEqualTo(Duration.ofSeconds(8));

    look(10, 8);
    assertThat(pulses.stillFor(ID)).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest(name = "{0} s without a look count as {1}")
  @CsvSource({"4, 4", "5, 5", "6, 5", "600, 5", "-600, 0"})
  void time_without_a_look_of_ones_own_is_hardly_counted(long gap, long counted) {
    look(0, 7);
    look(gap, 7);

    assertThat(pulses.stillFor(ID)).isEqualTo(Duration.ofSeconds(counted));
    assertThat(pulses.watchdog().lasting()).isEqualTo(Duration.ofSeconds(counted));
  }

  @Test
  void what_the_first_look_finds_is_no_sign_of_life() {
    look(0, 7);
    look(2, 7);
    assertThat(pulses.scheduler().isOver(Duration.ofMinutes(1))).isFalse();
    assertThat(pulses.scheduler().lasting()).isEqualTo(Duration.ofSeconds(2));

    look(4, 8);
    assertThat(pulses.scheduler().isOver(Duration.ofMinutes(1))).isTrue();
    assertThat(pulses.scheduler().lasting()).isEqualTo(Duration.ZERO);
    assertThat(pulses.watchdog().isOver(Duration.ofMinutes(1))).isFalse();
  }

  @Test
  void one_that_comes_later_is_a_sign_of_life() {
    pulses.look(List.of(), T);
    look(2, 0);

    assertThat(pulses.scheduler().isOver(Duration.ZERO)).isTrue();
  }

  @ParameterizedTest(name = "{0} s after the last sign of life: over {1}")
  @CsvSource({"9, true", "10, true", "11, false"})
  void a_role_is_there_for_some_time_after_its_last_sign_of_life(long after, boolean over) {
    look(-4, 6);
    look(0, 7);
    for (long second = 1; second <= after; second++) {
      pulses.look(List.of(), T.plusSeconds(second));
    }

    assertThat(pulses.scheduler().isOver(Duration.ofSeconds(10))).isEqualTo(over);
  }
}
