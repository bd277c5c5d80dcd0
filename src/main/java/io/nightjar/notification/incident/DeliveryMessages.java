package io.nightjar.notification.incident;

import io.nightjar.config.NightjarProperties;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
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
            new Fact("Since", times().full(stuck.since())),
            new Fact("Its answer", error == null ? "none yet" : error),
            new Fact("Waiting", String.format(Locale.UK, "%,d", stuck.owed())),
            new Fact("Meanwhile", meanwhile(stuck)),
            new Fact("What to do", whatToDo(stuck))),
        List.of(new Link("What is waiting", settings.link("/api/notifications?state=pending"))));
  }

  private static String meanwhile(UndeliverableDestination stuck) {
    return stuck.content()
        ? "all other messages are delivered"
        : "messages for " + stuck.destination() + " are sent here as well";
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
            + " is up and can be reached from Nightjar. Waiting messages are"
            + " then sent automatically.";
  }

  public Message flowing(String subject, Instant since, Instant now) {
    boolean content = UndeliverableDestination.isOfContent(subject);
    String lasted =
        LocalTimes.duration(Duration.between(since, now)) + ", since " + times().full(since);
    return new Message(
        Status.RESOLVED,
        headline(
            UndeliverableDestination.destinationOf(subject).toString(),
            content ? "has taken the refused message" : "takes messages again"),
        List.of(new Fact(content ? "Was refused" : "Took none", "for " + lasted)),
        List.of());
  }

  private String headline(String place, String what) {
    return "[" + settings.environment() + "] " + place + " " + what;
  }

  private LocalTimes times() {
    return new LocalTimes(settings.timeZone());
  }
}
