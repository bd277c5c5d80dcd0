package io.nightjar.selfmonitoring;

import io.nightjar.config.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the settings of the room. */
@Configuration(proxyBeanMethods = false)
class SelfMonitoringConfiguration {

  @Bean
  static SettingsSection<DeadManSwitchProperties> deadManSection() {
    return SettingsSection.of(
        "nightjar.deadman", DeadManSwitchProperties.class, DeadManSwitchProperties::check);
  }
}
