package io.nightjar.actuator;

import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import io.nightjar.instance.InstanceProperties;
import io.nightjar.selfmonitoring.DeadManSwitchProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the settings of the room. */
@Configuration(proxyBeanMethods = false)
class OpsConfiguration {

  @Bean
  static SettingsSection<InstanceProperties> instanceSection() {
    return SettingsSection.of(
        "nightjar.instance", InstanceProperties.class, InstanceProperties::check);
  }

  @Bean
  static SettingsSection<DeadManSwitchProperties> deadManSection() {
    return SettingsSection.of(
        "nightjar.deadman", DeadManSwitchProperties.class, DeadManSwitchProperties::check);
  }

  @Bean
  InstanceProperties instanceSettings(Settings settings) {
    return settings.get(InstanceProperties.class);
  }
}
