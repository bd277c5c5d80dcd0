package io.nightjar;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the process. It ticks in microseconds, the finest that the tables keep. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

  private static final Duration TICK = Duration.ofNanos(1_000);

  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), TICK);
  }
}
