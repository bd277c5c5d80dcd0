package io.nightjar.notification.incident;

import io.nightjar.config.NightjarProperties;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.MessageTimes;
import io.nightjar.notification.outbox.UndeliverableDestination;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Says, elsewhere, that a place takes no messages, and when it does again. */
@Component
public class DeliveryMessages {

  private final NightjarProperties settings;

  DeliveryMessages(NightjarProperties settings) {
    this.settings = settings;
  }

  public Message stuck(UndeliverableDestination stuck) {
    String error = stuck.error();
    return new Message(
        Status.FIRING,
        headline(
            stuck.destination().toString(),
            stuck.content() ? "refuses the text of a message" : "takes no messages"),
        List.of(
            Fact.field("Since", times().full(stuck.since())),
            Fact.field("Waiting", MessageText.of(waiting(stuck.owed()))),
            new Fact("Reason", error == null ? "no answer yet" : error),
            new Fact("Meanwhile", meanwhile(stuck)),
            new Fact("What to do", whatToDo(stuck))),
        List.of(new Link("What is waiting", settings.link("/api/notifications?state=pending"))));
  }

  private static String waiting(long owed) {
    return String.format(Locale.UK, owed == 1 ? "%,d message" : "%,d messages", owed);
  }

  private static String meanwhile(UndeliverableDestination stuck) {
    return stuck.content()
        ? "All other messages are delivered."
        : "Messages for " + stuck.destination() + " are sent here as well.";
  }

  private static String whatToDo(UndeliverableDestination stuck) {
    if (stuck.content()) {
      return "Read what is waiting by the link below. It was also tried in plain words and as one line.";
    }
    return stuck.refused()
        ? stuck.destination()
            + " rejects every message until this is fixed. Waiting messages are then sent"
            + " automatically."
        : "Check that " + stuck.destination()
            + " is up and can be reached from Nightjar. Waiting messages are then sent"
            + " automatically.";
  }

  public Message flowing(String subject, Instant since, Instant now) {
    boolean content = UndeliverableDestination.isOfContent(subject);
    MessageText lasted = MessageText.format(
        "for {}, since {}",
        LocalTimes.duration(Duration.between(since, now)),
        times().full(since));
    return new Message(
        Status.RESOLVED,
        headline(
            UndeliverableDestination.destinationOf(subject).toString(),
            content ? "has taken the refused message" : "takes messages again"),
        List.of(new Fact(content ? "Was refused" : "Took no messages", lasted)),
        List.of());
  }

  private String headline(String place, String what) {
    return "[" + settings.environment() + "] " + place + " " + what;
  }

  private MessageTimes times() {
    return new MessageTimes(settings.timeZone());
  }
}
