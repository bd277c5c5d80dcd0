package io.nightjar.notification.email;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.mail.javamail.JavaMailSender;

/** Makes the channel of e-mail. */
@Configuration(proxyBeanMethods = false)
class EmailConfiguration {

  @Bean
  static MailServerCheck mailServerCheck() {
    return new MailServerCheck();
  }

  @Bean
  @Order(40)
  EmailChannel emailChannel(
      EmailProperties settings, ObjectProvider<JavaMailSender> sender, Clock clock) {
    return new EmailChannel(settings, sender.getIfAvailable(), clock);
  }
}
