package io.nightjar.notification.email;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.email}. The mail server is Spring Boot's {@code spring.mail}.
 *
 * @param to Who is notified by e-mail. Empty: nobody.
 * @param from The sender's address. Required when there are recipients.
 * @param subjectPrefix Text before each subject, for filters of mail programs.
 */
@ConfigurationProperties("nightjar.email")
record EmailProperties(
    @DefaultValue List<String> to,
    @DefaultValue("") String from,
    @DefaultValue("") String subjectPrefix)
    implements Checked {

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

  @Override
  public void check(Problems problems) {
    for (int i = 0; i < to().size(); i++) {
      checkAddress("to[" + i + "]", to().get(i), problems);
    }
    if (!from().isEmpty()) {
      checkAddress("from", from(), problems);
    }
    if (!isConfigured()) {
      return;
    }
    if (from().isEmpty()) {
      problems.problem(
          "from",
          null,
          "is missing although nightjar.email.to is set",
          "write the sender's address, as nightjar@example.org");
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
