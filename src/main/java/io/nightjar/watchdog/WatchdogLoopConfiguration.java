package io.nightjar.watchdog;

import io.nightjar.ledger.run.WatchdogWakeUp;
import io.nightjar.notification.dispatch.DispatcherLoop;
import io.nightjar.platform.loop.WakeUpSignal;
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
class WatchdogLoopConfiguration {

  @Bean
  WatchdogLoop judgeLoop(
      Watchdog watchdog,
      WatchdogStatus status,
      DispatcherLoop dispatcher,
      WatchdogWakeUp doorbell,
      Clock clock) {
    return new WatchdogLoop(WatchdogLane.JUDGE, watchdog, status, dispatcher, doorbell, clock);
  }

  @Bean
  WatchdogLoop watchdogLoop(
      Watchdog watchdog, WatchdogStatus status, DispatcherLoop dispatcher, Clock clock) {
    return new WatchdogLoop(
        WatchdogLane.WATCH, watchdog, status, dispatcher, new WakeUpSignal(), clock);
  }

  @Bean
  WatchdogLoop reportLoop(
      Watchdog watchdog, WatchdogStatus status, DispatcherLoop dispatcher, Clock clock) {
    return new WatchdogLoop(
        WatchdogLane.REPORT, watchdog, status, dispatcher, new WakeUpSignal(), clock);
  }
}
