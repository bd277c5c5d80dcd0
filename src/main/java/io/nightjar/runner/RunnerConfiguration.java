package io.nightjar.runner;

import io.nightjar.job.Settings;
import io.nightjar.job.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the room's part of the configuration. */
@Configuration(proxyBeanMethods = false)
class RunnerConfiguration {

  @Bean
  static SettingsSection<SchedulerSettings> schedulerSection() {
    return SettingsSection.of(
        "nightjar.scheduler", SchedulerSettings.class, SchedulerSettings::check);
  }

  @Bean
  SchedulerSettings schedulerSettings(Settings settings) {
    return settings.get(SchedulerSettings.class);
  }
}
