package io.nightjar.watchdog;

import io.nightjar.job.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the watchdog's part of the configuration. */
@Configuration(proxyBeanMethods = false)
class WatchdogConfiguration {

  @Bean
  static SettingsSection<WatchdogSettings> watchdogSection() {
    return SettingsSection.of("nightjar.watchdog", WatchdogSettings.class);
  }
}
