package io.nightjar.ops;

import io.nightjar.job.Settings;
import io.nightjar.job.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the settings of the room. */
@Configuration(proxyBeanMethods = false)
class OpsConfiguration {

  @Bean
  static SettingsSection<InstanceSettings> instanceSection() {
    return SettingsSection.of("nightjar.instance", InstanceSettings.class, InstanceSettings::check);
  }

  @Bean
  static SettingsSection<DeadManSettings> deadManSection() {
    return SettingsSection.of("nightjar.deadman", DeadManSettings.class, DeadManSettings::check);
  }

  @Bean
  InstanceSettings instanceSettings(Settings settings) {
    return settings.get(InstanceSettings.class);
  }
}
