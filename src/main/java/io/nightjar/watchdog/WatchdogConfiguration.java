package io.nightjar.watchdog;

import io.nightjar.job.Settings;
import io.nightjar.job.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the watchdog's parts of the configuration. */
@Configuration(proxyBeanMethods = false)
class WatchdogConfiguration {

  @Bean
  static SettingsSection<WatchdogSettings> watchdogSection() {
    return SettingsSection.of("nightjar.watchdog", WatchdogSettings.class, WatchdogSettings::check);
  }

  @Bean
  static SettingsSection<RoleSettings> roleSection() {
    return SettingsSection.of("nightjar.watchdog", RoleSettings.class, RoleSettings::check);
  }

  @Bean
  static SettingsSection<LifeSettings> lifeSection() {
    return SettingsSection.of("nightjar.alert", LifeSettings.class, LifeSettings::check);
  }

  @Bean
  static SettingsSection<RetentionSettings> retentionSection() {
    return SettingsSection.of(
        "nightjar.retention", RetentionSettings.class, RetentionSettings::check);
  }

  @Bean
  RetentionSettings retentionSettings(Settings settings) {
    return settings.get(RetentionSettings.class);
  }

  @Bean
  LifeSettings lifeSettings(Settings settings) {
    return settings.get(LifeSettings.class);
  }
}
