package io.nightjar.notification.webhook;

import io.nightjar.config.NightjarProperties;
import io.nightjar.notification.JsonHttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Makes the channel of the webhook. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  @Bean
  @Order(30)
  WebhookChannel webhookChannel(
      WebhookProperties settings, NightjarProperties general, Clock clock) {
    return new WebhookChannel(
        settings,
        general.environment(),
        new JsonHttpClient(Duration.ofSeconds(5), Duration.ofSeconds(15)),
        clock);
  }
}
