package io.nightjar.watchdog;

import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import io.nightjar.watchdog.task.RetentionProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the watchdog's parts of the configuration. */
@Configuration(proxyBeanMethods = false)
class WatchdogConfiguration {

  @Bean
  static SettingsSection<WatchdogProperties> watchdogSection() {
    return SettingsSection.of(
        "nightjar.watchdog", WatchdogProperties.class, WatchdogProperties::check);
  }

  @Bean
  static SettingsSection<RoleProperties> roleSection() {
    return SettingsSection.of("nightjar.watchdog", RoleProperties.class, RoleProperties::check);
  }

  @Bean
  static SettingsSection<RetentionProperties> retentionSection() {
    return SettingsSection.of(
        "nightjar.retention", RetentionProperties.class, RetentionProperties::check);
  }

  @Bean
  RetentionProperties retentionSettings(Settings settings) {
    return settings.get(RetentionProperties.class);
  }
}
