package io.nightjar.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;

class CachedHealthIndicatorTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-22T00:10:00Z"));
  private final AtomicInteger asked = new AtomicInteger();

  @ParameterizedTest(name = "{0} later: asked {1} times")
  @CsvSource({"PT0S, 1", "PT0.999S, 1", "PT1S, 2", "PT-0.001S, 2", "PT-1H, 2"})
  void it_asks_once_a_second_whatever_the_clock_does(Duration later, int times) {
    CachedHealthIndicator health = new CachedHealthIndicator(
        () -> Health.up().withDetail("asked", asked.incrementAndGet()).build(), clock);
    health.health();
    clock.advance(later);

    assertThat(health.health().getDetails()).containsEntry("asked", times);
  }

  @Test
  void while_one_waits_for_the_database_all_others_get_the_answer_before() throws Exception {
    CountDownLatch away = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    CachedHealthIndicator health = new CachedHealthIndicator(
        () -> {
          if (asked.incrementAndGet() > 1) {
            waiting.countDown();
            awaitQuietly(away);
            return Health.down().build();
          }
          return Health.up().build();
        },
        clock);
    Health before = health.health();
    clock.advance(CachedHealthIndicator.FRESH_FOR);

    CompletableFuture<Health> one = CompletableFuture.supplyAsync(health::health);
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 10; i++) {
      assertThat(health.health()).isEqualTo(before);
    }
    away.countDown();

    assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(Health.down().build());
    assertThat(health.health()).isEqualTo(Health.down().build());
    assertThat(asked).hasValue(2);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
