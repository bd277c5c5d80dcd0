package io.nightjar.notification.email;

import io.nightjar.config.Problems;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * The section {@code nightjar.email}. The mail server is Spring Boot's {@code spring.mail}.
 *
 * @param to who is told, empty: not configured
 * @param from the sender's address
 * @param subjectPrefix stands before each subject, for filters of mail programs
 */
record EmailProperties(
    @DefaultValue List<String> to,
    @DefaultValue("") String from,
    @DefaultValue("") String subjectPrefix) {

  EmailProperties {
    to = to.stream().map(String::strip).filter(address -> !address.isEmpty()).toList();
    from = from.strip();
    subjectPrefix = subjectPrefix.strip();
  }

  boolean isConfigured() {
    return !to.isEmpty();
  }

  /** Who is told, on one line: the first, and how many more. */
  String recipients() {
    return to.isEmpty()
        ? ""
        : to.get(0) + (to.size() > 1 ? " (+" + (to.size() - 1) + " more)" : "");
  }

  static void check(EmailProperties settings, Environment environment, Problems problems) {
    for (int i = 0; i < settings.to().size(); i++) {
      checkAddress("to[" + i + "]", settings.to().get(i), problems);
    }
    if (!settings.from().isEmpty()) {
      checkAddress("from", settings.from(), problems);
    }
    if (!settings.isConfigured()) {
      return;
    }
    if (settings.from().isEmpty()) {
      problems.problem(
          "from",
          null,
          "is missing although nightjar.email.to is set",
          "write the sender's address, as nightjar@example.org");
    }
    if (environment.getProperty("spring.mail.host", "").isBlank()
        && environment.getProperty("spring.mail.jndi-name", "").isBlank()) {
      problems.problem(
          "to",
          String.join(", ", settings.to()),
          "cannot be mailed: there is no mail server (spring.mail.host is not set)",
          "set spring.mail.host, and spring.mail.port, username and password where it wants them");
    }
  }

  private static void checkAddress(String key, String address, Problems problems) {
    try {
      InternetAddress parsed = new InternetAddress(address, true);
      if (parsed.getAddress().indexOf('@') > 0) {
        return;
      }
    } catch (AddressException e) {
      // Said below.
    }
    problems.problem(
        key, address, "is not an e-mail address", "write one address, as on-call@example.org");
  }
}
