package io.nightjar.selfmonitoring;

import io.nightjar.config.NightjarProperties;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.MessageTimes;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says in plain words that Nightjar itself cannot see what happens, and that it can again. */
@Component
public class WatchdogBlindMessages {

  private final NightjarProperties settings;
  private final MessageTimes times;

  WatchdogBlindMessages(NightjarProperties settings) {
    this.settings = settings;
    this.times = new MessageTimes(settings.timeZone());
  }

  /**
   * It cannot see.
   *
   * @param why what keeps it from seeing, in words
   * @param ownFault whether it is Nightjar's own fault and not its database's
   * @param host where it runs
   */
  public Message blind(Instant since, String why, boolean ownFault, String host, Instant now) {
    return new Message(
        Status.FIRING,
        headline("Nightjar cannot see its jobs"),
        List.of(
            Fact.field("Since", times.full(since)),
            Fact.field(
                "For",
                MessageText.of(LocalTimes.duration(Duration.between(since, now)) + " so far")),
            new Fact("Why", why),
            new Fact(
                "What it means",
                "Until it can, nobody is told of missing runs, and jobs that it starts may not start."),
            new Fact("What to do", ownFault ? ownRemedy(host) : databaseRemedy(host)),
            Fact.field("Where", MessageText.of("Nightjar on " + host))),
        List.of(new Link("Health", settings.link("/actuator/health"))));
  }

  private static String ownRemedy(String host) {
    return "Check the log of Nightjar on " + host
        + ". If this began with a new version, go back to the previous one.";
  }

  private static String databaseRemedy(String host) {
    return "Check that the database is up and can be reached from " + host
        + ". Then check the log of Nightjar there.";
  }

  /** It can see again. */
  public Message seesAgain(Instant from, Instant to, String host) {
    return new Message(
        Status.RESOLVED,
        headline("Nightjar sees its jobs again"),
        List.of(
            new Fact(
                "Could not see",
                MessageText.format(
                    "from {} to {} ({})",
                    times.full(from),
                    times.full(to),
                    LocalTimes.duration(Duration.between(from, to)))),
            new Fact("What follows", "Problems from this time are reported now."),
            Fact.field("Where", MessageText.of("Nightjar on " + host))),
        List.of());
  }

  private String headline(String what) {
    return "[" + settings.environment() + "] " + what;
  }
}
