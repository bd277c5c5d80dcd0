package io.nightjar.notification.email;

import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * What a failure says of an e-mail. Servers write what they like into their answers, so that only their numbers are
 * repeated.
 */
final class EmailOutcome {

  private EmailOutcome() {}

  /** Null when the mail server has taken the e-mail all the same. */
  static @Nullable DeliveryException of(MailException problem) {
    if (problem instanceof MailAuthenticationException) {
      return new DeliveryException(
          Kind.PERMANENT,
          "the mail server refused the sign-in; set spring.mail.username and spring.mail.password",
          null);
    }
    if (!(problem instanceof MailSendException failure)) {
      return new DeliveryException(
          Kind.UNCLEAR, "the e-mail failed (" + problem.getClass().getSimpleName() + ")", null);
    }
    if (failure.getFailedMessages().isEmpty()) {
      // Only the good-bye failed.
      return null;
    }
    if (failedToConnect(failure)) {
      return new DeliveryException(
          Kind.TRANSIENT, "cannot reach the mail server (" + rootName(failure) + ")", null);
    }
    return sending(failure.getMessageExceptions());
  }

  /** After a failure while sending, the cause is at most that the good-bye failed too. */
  private static boolean failedToConnect(MailSendException failure) {
    Throwable cause = failure.getCause();
    return cause != null && Arrays.stream(failure.getMessageExceptions()).allMatch(e -> e == cause);
  }

  private static @Nullable DeliveryException sending(Exception[] problems) {
    List<Integer> codes = new ArrayList<>();
    String name = "no reason given";
    for (Exception problem : problems) {
      name = rootName(problem);
      for (Exception e = problem; e != null; e = next(e)) {
        if (e instanceof SendFailedException sent
            && sent.getValidSentAddresses() != null
            && sent.getValidSentAddresses().length > 0) {
          return null;
        }
        add(codes, e);
      }
    }
    return refused(codes, name);
  }

  private static DeliveryException refused(List<Integer> codes, String name) {
    if (codes.isEmpty()) {
      return new DeliveryException(
          Kind.UNCLEAR, "the mail server did not say that it took the e-mail (" + name + ")", null);
    }
    // One that may be taken later is worth another attempt, whatever the others are.
    boolean later = codes.stream().anyMatch(code -> code < 500);
    // 552 and 554 are said of a text: too long, or taken for spam.
    boolean ofText = codes.stream().allMatch(code -> code == 552 || code == 554);
    return new DeliveryException(
        later ? Kind.TRANSIENT : ofText ? Kind.CONTENT : Kind.PERMANENT,
        "the mail server answered " + codes.stream().distinct().toList()
            + (later ? "" : "; see whether nightjar.email.to and from are what it takes"),
        null);
  }

  private static void add(List<Integer> codes, Exception problem) {
    int code = 0;
    if (problem instanceof SMTPSendFailedException e) {
      code = e.getReturnCode();
    } else if (problem instanceof SMTPAddressFailedException e) {
      code = e.getReturnCode();
    } else if (problem instanceof SMTPSenderFailedException e) {
      code = e.getReturnCode();
    }
    // Smaller ones are none: the connection ended instead.
    if (code >= 400 && code < 600) {
      codes.add(code);
    }
  }

  private static @Nullable Exception next(Exception problem) {
    return problem instanceof MessagingException e ? e.getNextException() : null;
  }

  private static String rootName(Throwable problem) {
    return NestedExceptionUtils.getMostSpecificCause(problem).getClass().getSimpleName();
  }
}
