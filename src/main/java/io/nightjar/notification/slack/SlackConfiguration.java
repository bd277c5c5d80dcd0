package io.nightjar.notification.slack;

import io.nightjar.notification.Channel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Makes the channels of Slack: the first place and the fallback. */
@Configuration(proxyBeanMethods = false)
class SlackConfiguration {

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
