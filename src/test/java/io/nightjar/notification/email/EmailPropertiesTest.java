package io.nightjar.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.ConfigurationRead;
import io.nightjar.config.Yaml;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class EmailPropertiesTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', '', ",
    "a@b.example, n@b.example, smtp.b.example, ",
    "Night <a@b.example>, n@b.example, smtp.b.example, ",
    "a@b.example, n@b.example, '', to a@b.example cannot be mailed: there is no mail server (spring.mail.host is not set)",
    "a@b.example, n@b.example, ' ', to a@b.example cannot be mailed: there is no mail server (spring.mail.host is not set)",
    "a@b.example, '', smtp.b.example, from is missing although nightjar.email.to is set",
    "a@b.example, nightjar, smtp.b.example, from nightjar is not an e-mail address",
    "on call, n@b.example, smtp.b.example, to[0] on call is not an e-mail address",
    "root, n@b.example, smtp.b.example, to[0] root is not an e-mail address",
    "'', nightjar, '', from nightjar is not an e-mail address"
  })
  void what_cannot_work_is_told_before_the_night(
      String to, String from, String host, @Nullable String problem) {
    Yaml yaml = Yaml.yaml("")
        .property("nightjar.email.to", to)
        .property("nightjar.email.from", from)
        .property("spring.mail.host", host);
    List<String> told =
        ConfigurationRead.problems(
                yaml, List.of(EmailProperties.class), List.of(new MailServerCheck()))
            .stream()
            .map(found -> found.key().replace("nightjar.email.", "")
                + (found.value() == null ? " " : " " + found.value() + " ")
                + found.problem())
            .toList();

    assertThat(told).isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  @Test
  void a_mail_server_is_not_waited_for_without_end() {
    new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
        .withPropertyValues("spring.mail.host=smtp.example.org")
        .run(
            context -> assertThat(context.getBean(JavaMailSenderImpl.class).getJavaMailProperties())
                .containsEntry("mail.smtp.connectiontimeout", "5000")
                .containsEntry("mail.smtp.timeout", "10000")
                .containsEntry("mail.smtp.writetimeout", "10000")
                .containsEntry("mail.smtp.sendpartial", "true")
                .containsEntry("mail.smtps.timeout", "10000"));
  }
}
