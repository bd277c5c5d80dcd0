package io.nightjar;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The only clock of the process. It ticks in microseconds, the precision of the tables. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

  private static final Duration TICK = Duration.ofNanos(1_000);

  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), TICK);
  }
}
