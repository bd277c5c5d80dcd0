package io.nightjar.alert.webhook;

import io.nightjar.alert.JsonPost;
import io.nightjar.job.NightjarSettings;
import io.nightjar.job.Settings;
import io.nightjar.job.SettingsSection;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Registers the settings of the webhook and its channel. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  @Bean
  static SettingsSection<WebhookSettings> webhookSection() {
    return SettingsSection.of("nightjar.webhook", WebhookSettings.class, WebhookSettings::check);
  }

  @Bean
  @Order(30)
  WebhookChannel webhookChannel(Settings settings, Clock clock) {
    return new WebhookChannel(
        settings.get(WebhookSettings.class),
        settings.get(NightjarSettings.class).environment(),
        new JsonPost(Duration.ofSeconds(5), Duration.ofSeconds(15)),
        clock);
  }
}
