package io.nightjar.alert;

import io.nightjar.job.Settings;
import io.nightjar.job.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the settings of the room. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

  @Bean
  static SettingsSection<AlertSettings> alertSection() {
    return SettingsSection.of("nightjar.alert", AlertSettings.class);
  }

  @Bean
  AlertSettings alertSettings(Settings settings) {
    return settings.get(AlertSettings.class);
  }
}
