package io.nightjar.notification;

import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the settings of the room. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

  @Bean
  static SettingsSection<AlertProperties> alertSection() {
    return SettingsSection.of("nightjar.alert", AlertProperties.class);
  }

  @Bean
  AlertProperties alertSettings(Settings settings) {
    return settings.get(AlertProperties.class);
  }
}
