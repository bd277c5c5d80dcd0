package io.nightjar.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.nightjar.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsCacheTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:00Z");

  private final MetricsReader source = mock();
  private final SettableClock clock = new SettableClock(NOW);
  private final MetricsCache readings = new MetricsCache(source, clock);

  private static MetricsSnapshot of(Instant at) {
    return new MetricsSnapshot(at, List.of(), Map.of(), 0);
  }

  @Test
  void it_is_read_again_only_after_some_seconds() {
    when(source.read(any())).thenAnswer(call -> of(call.getArgument(0)));
    readings.latest();
    clock.advance(Duration.ofMillis(4_999));
    assertThat(readings.latest().readAt()).isEqualTo(NOW);
    clock.advance(Duration.ofMillis(1));
    assertThat(readings.latest().readAt()).isEqualTo(NOW.plusSeconds(5));
    verify(source, times(2)).read(any());
  }

  @Test
  void while_it_cannot_be_read_the_last_one_stays_and_the_database_is_not_pressed() {
    when(source.read(any()))
        .thenReturn(of(NOW))
        .thenThrow(new IllegalStateException("no connection"));
    readings.latest();
    clock.advance(Duration.ofMinutes(1));

    for (int i = 0; i < 10; i++) {
      assertThat(readings.latest().readAt()).isEqualTo(NOW);
    }
    verify(source, times(2)).read(any());
  }

  @Test
  void before_the_first_reading_there_is_nothing() {
    when(source.read(any())).thenThrow(new IllegalStateException("no connection"));

    assertThat(readings.latest()).isEqualTo(MetricsSnapshot.NONE);
  }

  @Test
  void a_clock_that_goes_back_does_not_stop_the_reading() {
    when(source.read(any())).thenAnswer(call -> of(call.getArgument(0)));
    readings.latest();
    clock.advance(Duration.ofHours(-1));

    assertThat(readings.latest().readAt()).isEqualTo(NOW.minusSeconds(3_600));
  }
}
