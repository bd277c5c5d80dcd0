package io.nightjar.instance;

import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the settings of the room. */
@Configuration(proxyBeanMethods = false)
class InstanceConfiguration {

  @Bean
  static SettingsSection<InstanceProperties> instanceSection() {
    return SettingsSection.of(
        "nightjar.instance", InstanceProperties.class, InstanceProperties::check);
  }

  @Bean
  InstanceProperties instanceSettings(Settings settings) {
    return settings.get(InstanceProperties.class);
  }
}
