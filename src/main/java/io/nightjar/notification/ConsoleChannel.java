package io.nightjar.notification;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Prints messages as they would be sent, for a demo or a first look without Slack. */
@Component
@Order(100)
public class ConsoleChannel implements Channel {

  private static final Logger log = LoggerFactory.getLogger("nightjar.message");

  private final AlertProperties settings;

  public ConsoleChannel(AlertProperties settings) {
    this.settings = settings;
  }

  @Override
  public String kind() {
    return "console";
  }

  @Override
  public boolean isConfigured() {
    return settings.console();
  }

  @Override
  public String place(@Nullable String named) {
    return named == null ? "" : named;
  }

  @Override
  public DeliveryReceipt deliver(Delivery delivery) {
    String reference = delivery.notification().toString().substring(0, 8);
    List<String> lines = new ArrayList<>(List.of(heading(delivery, reference)));
    PlainTextRenderer.of(delivery.message()).lines().forEach(lines::add);
    // A line of the log for each line of the message: a line feed inside of one would be shown as
    // what it is.
    log.info("{}\n".repeat(lines.size()), lines.toArray());
    return new DeliveryReceipt(reference, delivery.destination());
  }

  private static String heading(Delivery delivery, String reference) {
    String to = delivery.destination().isEmpty()
        ? ""
        : " to " + PlainTextRenderer.oneLine(delivery.destination());
    String reply = delivery.thread() == null ? "" : ", reply to " + delivery.thread();
    return "message " + reference + to + reply;
  }
}
