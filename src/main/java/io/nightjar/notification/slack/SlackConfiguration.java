package io.nightjar.notification.slack;

import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import io.nightjar.notification.Channel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Registers the settings of Slack and its two places. */
@Configuration(proxyBeanMethods = false)
class SlackConfiguration {

  @Bean
  static SettingsSection<SlackProperties> slackSection() {
    return SettingsSection.of("nightjar.slack", SlackProperties.class, SlackProperties::check);
  }

  @Bean
  SlackProperties slackSettings(Settings settings) {
    return settings.get(SlackProperties.class);
  }

  @Bean
  @Order(10)
  Channel slackChannel(SlackProperties settings) {
    return new SlackChannel(settings.mainPlace(), SlackTimeouts.DEFAULT);
  }

  @Bean
  @Order(20)
  Channel slackFallbackChannel(SlackProperties settings) {
    return new SlackChannel(settings.fallbackPlace(), SlackTimeouts.DEFAULT);
  }
}
