package io.nightjar.alert;

import io.nightjar.alert.Message.Fact;
import io.nightjar.alert.Message.Link;
import io.nightjar.alert.Message.Tone;
import io.nightjar.job.NightjarSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Says, elsewhere, that a place takes no messages, and when it does again. */
@Component
public class DeliveryMessages {

  private final NightjarSettings settings;

  DeliveryMessages(NightjarSettings settings) {
    this.settings = settings;
  }

  public Message stuck(Stuck stuck) {
    String error = stuck.error();
    return new Message(
        Tone.BAD,
        headline(stuck.destination().toString(), "takes no messages"),
        List.of(
            new Fact("Since", times().full(stuck.since())),
            new Fact("It says", error == null ? "nothing: no attempt has ended yet" : error),
            new Fact("Waiting", String.format(Locale.UK, "%,d", stuck.owed())),
            new Fact("Meanwhile", "what should be read there is told here"),
            new Fact("What to do", whatToDo(stuck))),
        List.of(new Link("What is waiting", settings.link("/api/notifications?state=owed"))));
  }

  private static String whatToDo(Stuck stuck) {
    return stuck.refused()
        ? "it refuses until somebody changes something: set right what it complains of; what waits is then"
            + " sent by itself"
        : "see whether it is down or cannot be reached from Nightjar; what waits is sent by itself when it"
            + " is back";
  }

  public Message flowing(String place, Instant since, Instant now) {
    return new Message(
        Tone.GOOD,
        headline(place, "takes messages again"),
        List.of(new Fact(
            "It took none",
            "for " + LocalTimes.duration(Duration.between(since, now)) + ", since "
                + times().full(since))),
        List.of());
  }

  private String headline(String place, String what) {
    return "[" + settings.environment() + "] " + place + " " + what;
  }

  private LocalTimes times() {
    return new LocalTimes(settings.timeZone());
  }
}
