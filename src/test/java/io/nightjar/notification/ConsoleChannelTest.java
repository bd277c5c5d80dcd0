package io.nightjar.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConsoleChannelTest {

  private static final UUID ID = UUID.fromString("0f1e2d3c-0000-0000-0000-000000000000");

  private final ConsoleChannel console =
      new ConsoleChannel(new AlertProperties(true, java.time.Duration.ofMinutes(2)));

  @Test
  void a_message_is_printed_as_it_would_be_sent(CapturedOutput output) {
    Message message = new Message(
        Message.Status.FIRING,
        "job did not start",
        List.of(new Message.Fact("Environment", "prod")),
        List.of());

    DeliveryReceipt receipt = console.deliver(new Delivery(ID, "#sync", null, message));

    assertThat(receipt).isEqualTo(new DeliveryReceipt("0f1e2d3c", "#sync"));
    assertThat(output).contains("nightjar.message").contains("""
        message 0f1e2d3c to #sync
        🔴 job did not start
        Environment: prod
        """);
  }

  @Test
  void a_reply_names_the_message_it_replies_to(CapturedOutput output) {
    console.deliver(new Delivery(ID, "", "abcd1234", Notifications.message("ran late")));

    assertThat(output).contains("message 0f1e2d3c, reply to abcd1234\n");
  }
}
