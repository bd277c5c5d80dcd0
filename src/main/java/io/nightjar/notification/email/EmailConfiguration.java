package io.nightjar.notification.email;

import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;

/** Registers the settings of e-mail and its channel. */
@Configuration(proxyBeanMethods = false)
class EmailConfiguration {

  @Bean
  static SettingsSection<EmailProperties> emailSection(Environment environment) {
    return SettingsSection.of(
        "nightjar.email",
        EmailProperties.class,
        (settings, problems) -> EmailProperties.check(settings, environment, problems));
  }

  @Bean
  @Order(40)
  EmailChannel emailChannel(Settings settings, ObjectProvider<JavaMailSender> sender, Clock clock) {
    return new EmailChannel(settings.get(EmailProperties.class), sender.getIfAvailable(), clock);
  }
}
