package io.nightjar.watchdog;

import io.nightjar.alert.DispatcherLoop;
import io.nightjar.ledger.Doorbell;
import io.nightjar.loop.Bell;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One loop for each lane, where this process watches. A heartbeat wakes the judge. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
    name = "nightjar.watchdog.enabled",
    havingValue = "true",
    matchIfMissing = true)
class WatchdogLoops {

  @Bean
  WatchdogLoop judgeLoop(
      Watchdog watchdog,
      WatchdogStatus status,
      DispatcherLoop dispatcher,
      Doorbell doorbell,
      Clock clock) {
    return new WatchdogLoop(Lane.JUDGE, watchdog, status, dispatcher, doorbell, clock);
  }

  @Bean
  WatchdogLoop watchdogLoop(
      Watchdog watchdog, WatchdogStatus status, DispatcherLoop dispatcher, Clock clock) {
    return new WatchdogLoop(Lane.WATCH, watchdog, status, dispatcher, new Bell(), clock);
  }

  @Bean
  WatchdogLoop reportLoop(
      Watchdog watchdog, WatchdogStatus status, DispatcherLoop dispatcher, Clock clock) {
    return new WatchdogLoop(Lane.REPORT, watchdog, status, dispatcher, new Bell(), clock);
  }
}
