package io.nightjar.selfmonitoring;

import io.nightjar.config.NightjarProperties;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says in plain words that Nightjar itself cannot see what happens, and that it can again. */
@Component
public class WatchdogBlindMessages {

  private final NightjarProperties settings;
  private final LocalTimes times;

  WatchdogBlindMessages(NightjarProperties settings) {
    this.settings = settings;
    this.times = new LocalTimes(settings.timeZone());
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
        headline("Nightjar cannot see its jobs since " + times.full(since)),
        List.of(
            new Fact("Why", why),
            new Fact("For how long", LocalTimes.duration(Duration.between(since, now)) + " so far"),
            new Fact(
                "What it means",
                "nobody is told of missing runs until it can; jobs that it starts may not start"),
            new Fact(
                "What to do",
                ownFault
                    ? "look at the log of Nightjar on " + host
                        + "; if this began with a new version, put the former one back"
                    : "look whether the database is up and can be reached from " + host
                        + ", then at the log of Nightjar there"),
            new Fact("Where", "Nightjar on " + host)),
        List.of(new Link("Health", settings.link("/actuator/health"))));
  }

  /** It can see again. */
  public Message seesAgain(Instant from, Instant to, String host) {
    return new Message(
        Status.RESOLVED,
        headline("Nightjar sees its jobs again"),
        List.of(
            new Fact(
                "Could not see",
                "from " + times.full(from) + " to " + times.full(to) + " ("
                    + LocalTimes.duration(Duration.between(from, to)) + ")"),
            new Fact("What follows", "whatever did not happen meanwhile is told now"),
            new Fact("Where", "Nightjar on " + host)),
        List.of());
  }

  private String headline(String what) {
    return "[" + settings.environment() + "] " + what;
  }
}
