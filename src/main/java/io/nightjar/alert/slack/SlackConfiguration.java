package io.nightjar.alert.slack;

import io.nightjar.alert.Channel;
import io.nightjar.job.Settings;
import io.nightjar.job.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Registers the settings of Slack and its two places. */
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
  @Order(10)
  Channel slackChannel(SlackSettings settings) {
    return new SlackChannel(settings.mainPlace(), SlackTimeouts.DEFAULT);
  }

  @Bean
  @Order(20)
  Channel slackFallbackChannel(SlackSettings settings) {
    return new SlackChannel(settings.fallbackPlace(), SlackTimeouts.DEFAULT);
  }
}
