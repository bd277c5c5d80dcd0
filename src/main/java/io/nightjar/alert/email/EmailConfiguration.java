package io.nightjar.alert.email;

import io.nightjar.job.Settings;
import io.nightjar.job.SettingsSection;
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
  static SettingsSection<EmailSettings> emailSection(Environment environment) {
    return SettingsSection.of(
        "nightjar.email",
        EmailSettings.class,
        (settings, problems) -> EmailSettings.check(settings, environment, problems));
  }

  @Bean
  @Order(40)
  EmailChannel emailChannel(Settings settings, ObjectProvider<JavaMailSender> sender, Clock clock) {
    return new EmailChannel(settings.get(EmailSettings.class), sender.getIfAvailable(), clock);
  }
}
