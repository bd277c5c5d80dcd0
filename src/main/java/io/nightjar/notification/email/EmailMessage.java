package io.nightjar.notification.email;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.PlainTextRenderer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One message as an e-mail. Its Message-ID is made of the notification's id, so that one that is sent twice can be told
 * from two, and replies stand under the first.
 */
record EmailMessage(EmailProperties settings, Delivery delivery, Instant now) {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final int SUBJECT = 200;
  private static final int FACTS = 500;
  // An id longer than this is not kept.
  private static final int DOMAIN = 60;
  private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]+>");

  String messageId() {
    String from = settings.from();
    String domain = from.substring(from.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    boolean fits = !domain.isEmpty() && domain.length() <= DOMAIN;
    return "<" + delivery.notification() + "@" + (fits ? domain : "nightjar.invalid") + ">";
  }

  void writeTo(MimeMessage mail) throws MessagingException {
    Message message = delivery.message();
    mail.setFrom(new InternetAddress(settings.from(), true));
    for (String address : settings.to()) {
      mail.addRecipient(RecipientType.TO, new InternetAddress(address, true));
    }
    mail.setSubject(subject(), UTF_8);
    mail.setText(PlainTextRenderer.of(shortened(message)) + "\n", UTF_8);
    mail.setSentDate(Date.from(now));
    mail.setHeader("Message-ID", messageId());
    mail.setHeader("X-Nightjar-Notification", delivery.notification().toString());
    // So that nobody's absence note answers.
    mail.setHeader("Auto-Submitted", "auto-generated");
    if (message.urgent()) {
      mail.setHeader("Importance", "high");
    }
    String thread = delivery.thread();
    if (thread != null && MESSAGE_ID.matcher(thread).matches()) {
      mail.setHeader("In-Reply-To", thread);
      mail.setHeader("References", thread);
    }
  }

  /** On one line: a line break would begin a header that a job has written. */
  private String subject() {
    String prefix = PlainTextRenderer.oneLine(settings.subjectPrefix());
    String headline = PlainTextRenderer.headline(delivery.message());
    return PlainTextRenderer.oneLine(
        prefix.isEmpty() ? headline : prefix + " " + headline, SUBJECT);
  }

  private static Message shortened(Message message) {
    int more = message.facts().size() - FACTS;
    if (more <= 0) {
      return message;
    }
    List<Fact> first = new ArrayList<>(message.facts().subList(0, FACTS));
    first.add(new Fact("And", "+" + more + " more"));
    return new Message(message.status(), message.headline(), first, message.links());
  }
}
