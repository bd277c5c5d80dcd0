package io.nightjar.runner;

import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import io.nightjar.instance.SchedulerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the room's part of the configuration. */
@Configuration(proxyBeanMethods = false)
class RunnerConfiguration {

  @Bean
  static SettingsSection<SchedulerProperties> schedulerSection() {
    return SettingsSection.of(
        "nightjar.scheduler", SchedulerProperties.class, SchedulerProperties::check);
  }

  @Bean
  SchedulerProperties schedulerSettings(Settings settings) {
    return settings.get(SchedulerProperties.class);
  }
}
