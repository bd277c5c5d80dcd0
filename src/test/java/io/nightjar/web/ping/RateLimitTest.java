package io.nightjar.web.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:00:00Z");

  private final RateLimit limit = new RateLimit();

  @BeforeEach
  void empty() {
    for (int i = 0; i < RateLimit.BURST; i++) {
      assertThat(limit.take("job", NOW)).isZero();
    }
  }

  @Test
  void sixty_pass_at_once_and_the_next_is_told_how_long_to_wait() {
    assertThat(limit.take("job", NOW)).isEqualTo(Duration.ofSeconds(1));
    assertThat(limit.take("job", NOW.plusMillis(400))).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void one_more_passes_each_second() {
    assertThat(limit.take("job", NOW.plusSeconds(1))).isZero();
    assertThat(limit.take("job", NOW.plusSeconds(1))).isPositive();
    assertThat(limit.take("job", NOW.plusSeconds(2))).isZero();
  }

  @Test
  void who_is_refused_does_not_wait_longer_for_it() {
    for (int i = 0; i < 1_000; i++) {
      limit.take("job", NOW);
    }

    assertThat(limit.take("job", NOW.plusSeconds(1))).isZero();
  }

  @Test
  void after_a_minute_the_bucket_is_full_and_never_fuller() {
    Instant later = NOW.plusSeconds(86_400);
    for (int i = 0; i < RateLimit.BURST; i++) {
      assertThat(limit.take("job", later)).isZero();
    }
    assertThat(limit.take("job", later)).isPositive();
  }

  @Test
  void one_job_does_not_take_the_turn_of_another() {
    assertThat(limit.take("other", NOW)).isZero();
  }

  @Test
  void a_clock_that_goes_back_locks_nobody_out() {
    assertThat(limit.take("job", NOW.minusSeconds(3_600))).isZero();
  }
}
