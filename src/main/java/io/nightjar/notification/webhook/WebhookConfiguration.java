package io.nightjar.notification.webhook;

import io.nightjar.config.NightjarProperties;
import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import io.nightjar.notification.JsonHttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Registers the settings of the webhook and its channel. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  @Bean
  static SettingsSection<WebhookProperties> webhookSection() {
    return SettingsSection.of(
        "nightjar.webhook", WebhookProperties.class, WebhookProperties::check);
  }

  @Bean
  @Order(30)
  WebhookChannel webhookChannel(Settings settings, Clock clock) {
    return new WebhookChannel(
        settings.get(WebhookProperties.class),
        settings.get(NightjarProperties.class).environment(),
        new JsonHttpClient(Duration.ofSeconds(5), Duration.ofSeconds(15)),
        clock);
  }
}
