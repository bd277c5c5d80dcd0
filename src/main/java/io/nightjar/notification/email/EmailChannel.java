package io.nightjar.notification.email;

import io.nightjar.notification.Channel;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryReceipt;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;

/** Mails each message to a fixed circle. It counts as delivered when the mail server has taken it for at least one. */
final class EmailChannel implements Channel {

  private static final Logger log = LoggerFactory.getLogger(EmailChannel.class);

  private final EmailProperties settings;
  private final @Nullable JavaMailSender sender;
  private final Clock clock;

  EmailChannel(EmailProperties settings, @Nullable JavaMailSender sender, Clock clock) {
    this.settings = settings;
    this.sender = sender;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "email";
  }

  @Override
  public boolean isConfigured() {
    return settings.isConfigured() && sender != null;
  }

  /** There is one circle, whatever a job names. */
  @Override
  public String place(@Nullable String named) {
    return settings.recipients();
  }

  @Override
  public DeliveryReceipt deliver(Delivery delivery) {
    if (sender == null || !settings.isConfigured()) {
      throw new DeliveryException(
          Kind.PERMANENT,
          "no e-mail is configured: set nightjar.email.to and spring.mail.host",
          null);
    }
    EmailMessage email = new EmailMessage(settings, delivery, clock.instant());
    try {
      sender.send(message(sender, email));
    } catch (MailException e) {
      DeliveryException problem = EmailOutcome.of(e);
      if (problem != null) {
        throw problem;
      }
      log.warn("An e-mail reached some of its recipients, not all: see whether each address in"
          + " nightjar.email.to is right");
    }
    return new DeliveryReceipt(email.messageId(), settings.recipients());
  }

  private static MimeMessage message(JavaMailSender sender, EmailMessage email) {
    try {
      MimeMessage message = sender.createMimeMessage();
      email.writeTo(message);
      return message;
    } catch (MessagingException e) {
      throw new DeliveryException(
          Kind.PERMANENT,
          "the e-mail cannot be written (" + e.getClass().getSimpleName() + ")",
          null);
    }
  }
}
