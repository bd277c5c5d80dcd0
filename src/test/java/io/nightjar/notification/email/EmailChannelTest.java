package io.nightjar.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class EmailChannelTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:01Z");
  private static final UUID ID = UUID.fromString("2f0d8c1e-6a55-4f55-9a3c-0d4b1a2c3d4e");
  private static final String MESSAGE_ID = "<" + ID + "@example.org>";
  private static final EmailProperties SETTINGS = new EmailProperties(
      List.of("on-call@example.org", "lead@example.org"), "nightjar@example.org", "[night]");
  private static final Message MESSAGE = new Message(
      Status.FIRING,
      "[prod] personOwnerRebuildJob did not start\r\nBcc: everybody@example.org",
      List.of(new Fact("Cause", "a < b\n.\nOwner: nobody")),
      List.of(new Link("Runbook", "https://runbooks.example/sync")));

  private final SmtpStandIn server = new SmtpStandIn();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_message_is_mailed_as_plain_text_to_the_circle() throws Exception {
    DeliveryReceipt receipt = channel().deliver(delivery(null, MESSAGE));

    assertThat(receipt).isEqualTo(new DeliveryReceipt(MESSAGE_ID, "on-call@example.org (+1 more)"));
    MimeMessage mail = server.taken().get(0);
    assertThat(mail.getMessageID()).isEqualTo(MESSAGE_ID);
    assertThat(mail.getHeader("X-Nightjar-Notification")).containsExactly(ID.toString());
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("Importance")).isNull();
    assertThat(mail.getHeader("In-Reply-To")).isNull();
    assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("nightjar@example.org");
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("on-call@example.org", "lead@example.org");
    assertThat(mail.getSentDate().toInstant()).isEqualTo(NOW);
    assertThat(mail.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(String.valueOf(mail.getContent()).replace("\r", "")).isEqualTo("""
            🔴 [prod] personOwnerRebuildJob did not start Bcc: everybody@example.org
            Cause: a < b
                .
                Owner: nobody
            Runbook: https://runbooks.example/sync
            """);
  }

  @Test
  void a_job_cannot_write_a_header() throws Exception {
    channel().deliver(delivery(null, MESSAGE));

    MimeMessage mail = server.taken().get(0);
    assertThat(mail.getSubject())
        .isEqualTo("[night] 🔴 [prod] personOwnerRebuildJob did not start"
            + " Bcc: everybody@example.org");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(server.commands()).noneMatch(command -> command.contains("everybody"));
  }

  @Test
  void a_reply_stands_under_the_first_and_a_loud_one_is_important() throws Exception {
    channel().deliver(delivery("<first@example.org>", MESSAGE.louder(List.of("<!here>"))));

    MimeMessage mail = server.taken().get(0);
    assertThat(mail.getHeader("In-Reply-To")).containsExactly("<first@example.org>");
    assertThat(mail.getHeader("References")).containsExactly("<first@example.org>");
    assertThat(mail.getHeader("Importance")).containsExactly("high");
    assertThat(server.raw().get(0)).doesNotContain("<!here>");
  }

  @Test
  void a_thread_of_another_channel_is_none() throws Exception {
    channel().deliver(delivery("1769040601.000100", MESSAGE));

    assertThat(server.taken().get(0).getHeader("In-Reply-To")).isNull();
  }

  @Test
  void a_long_night_is_cut_with_a_count() throws Exception {
    List<Fact> facts = IntStream.range(0, 10_000)
        .mapToObj(i -> new Fact("job" + i, "did not start"))
        .toList();

    channel()
        .deliver(delivery(null, new Message(Status.FIRING, "h".repeat(500), facts, List.of())));

    MimeMessage mail = server.taken().get(0);
    assertThat(String.valueOf(mail.getContent()))
        .contains("job499: ", "And: +9500 more")
        .doesNotContain("job500");
    assertThat(mail.getSubject()).hasSize(200).endsWith("…");
  }

  @Test
  void the_domain_of_the_identity_is_one_that_can_be_kept() {
    String from = "n@" + "a".repeat(61) + ".example";
    EmailMessage email = new EmailMessage(
        new EmailProperties(List.of("a@example.org"), from, ""), delivery(null, MESSAGE), NOW);

    assertThat(email.messageId()).isEqualTo("<" + ID + "@nightjar.invalid>");
    assertThat(email.messageId().length()).isLessThanOrEqualTo(100);
  }

  @ParameterizedTest(name = "{0} answered with {1}: {2}")
  @CsvSource({
    "AUTH, 535 no, PERMANENT, spring.mail.username",
    "CONNECT, 421 busy, TRANSIENT, cannot reach",
    "CONNECT, hang up, TRANSIENT, cannot reach",
    "CONNECT, silence, TRANSIENT, cannot reach",
    "MAIL, 451 later, TRANSIENT, [451]",
    "MAIL, 550 never, PERMANENT, [550]",
    "RCPT, 450 later, TRANSIENT, [450]",
    "RCPT, 550 unknown, PERMANENT, [550]",
    "RCPT TO:<lead, 450 later, , ",
    "RCPT TO:<lead, 550 unknown, , ",
    "DATA, 554 never, CONTENT, [554]",
    "DATA, 452 full, TRANSIENT, [452]",
    "DATA, hang up, UNCLEAR, did not say",
    "., 554 spam, CONTENT, [554]",
    "., 451 later, TRANSIENT, [451]",
    "., silence, UNCLEAR, did not say",
    "., hang up, UNCLEAR, did not say",
    "QUIT, hang up, , ",
    "QUIT, silence, , "
  })
  void what_a_mail_server_answers_is_told_apart(
      String command, String answer, @Nullable Kind kind, @Nullable String said) {
    server.answer(command, answer);

    if (kind == null) {
      channel().deliver(delivery(null, MESSAGE));
      assertThat(server.taken()).hasSize(1);
    } else {
      assertThat(failure(channel()))
          .matches(e -> e.kind() == kind)
          .hasNoCause()
          .hasMessageContaining(said)
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void no_mail_server_has_taken_nothing() {
    EmailChannel channel = channel();
    server.close();

    assertThat(failure(channel))
        .matches(e -> e.kind() == Kind.TRANSIENT)
        .hasMessageStartingWith("cannot reach the mail server (");
  }

  @Test
  void without_recipients_or_a_mail_server_it_refuses_with_the_remedy() {
    EmailChannel nobody =
        new EmailChannel(new EmailProperties(List.of(), "", ""), sender(), Clock.systemUTC());
    EmailChannel noServer = new EmailChannel(SETTINGS, null, Clock.systemUTC());

    for (EmailChannel channel : List.of(nobody, noServer)) {
      assertThat(channel.isConfigured()).isFalse();
      assertThat(failure(channel))
          .matches(e -> e.kind() == Kind.PERMANENT)
          .hasMessage("no e-mail is configured: set nightjar.email.to and spring.mail.host");
    }
  }

  @Test
  void there_is_one_circle_and_no_look_up() {
    assertThat(channel().kind()).isEqualTo("email");
    assertThat(channel().place("#sync")).isEqualTo("on-call@example.org (+1 more)");
    assertThat(channel().canEdit()).isFalse();
    assertThat(channel().find(delivery(null, MESSAGE), NOW)).isEqualTo(DeliveryLookup.UNKNOWN);
  }

  private EmailChannel channel() {
    return new EmailChannel(SETTINGS, sender(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private JavaMailSenderImpl sender() {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(server.port());
    sender.setUsername("nightjar");
    sender.setPassword("s3cret");
    sender.getJavaMailProperties().put("mail.smtp.auth", "true");
    sender.getJavaMailProperties().put("mail.smtp.sendpartial", "true");
    sender.getJavaMailProperties().put("mail.smtp.connectiontimeout", "2000");
    sender.getJavaMailProperties().put("mail.smtp.timeout", "400");
    return sender;
  }

  private static Delivery delivery(@Nullable String thread, Message message) {
    return new Delivery(ID, "on-call@example.org", thread, message);
  }

  private static DeliveryException failure(EmailChannel channel) {
    return catchThrowableOfType(
        DeliveryException.class, () -> channel.deliver(delivery(null, MESSAGE)));
  }
}
