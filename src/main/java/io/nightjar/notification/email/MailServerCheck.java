package io.nightjar.notification.email;

import io.nightjar.config.ConfigurationPart;
import io.nightjar.config.KeyNames;
import io.nightjar.config.PartReader;
import java.util.stream.Stream;

/** Refuses recipients of e-mail without a mail server, which is Spring Boot's {@code spring.mail}. */
final class MailServerCheck implements ConfigurationPart {

  @Override
  public void read(PartReader reader) {
    EmailProperties email = reader.find(EmailProperties.class);
    boolean server = Stream.of("spring.mail.host", "spring.mail.jndi-name")
        .anyMatch(key -> !reader.sources().valueOf(KeyNames.of(key)).isBlank());
    if (email != null && email.isConfigured() && !server) {
      reader
          .problems()
          .add(
              KeyNames.of("nightjar.email.to"),
              String.join(", ", email.to()),
              "cannot be mailed: there is no mail server (spring.mail.host is not set)",
              "set spring.mail.host, and spring.mail.port, username and password where it wants them");
    }
  }
}
