package io.nightjar.alert.slack;

import io.nightjar.job.Settings;
import io.nightjar.job.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the settings of Slack. */
@Configuration(proxyBeanMethods = false)
class SlackConfiguration {

  @Bean
  static SettingsSection<SlackSettings> slackSection() {
    return SettingsSection.of("nightjar.slack", SlackSettings.class, SlackSettings::check);
  }

  @Bean
  SlackSettings slackSettings(Settings settings) {
    return settings.get(SlackSettings.class);
  }

  @Bean
  SlackTimeouts slackTimeouts() {
    return SlackTimeouts.DEFAULT;
  }
}
