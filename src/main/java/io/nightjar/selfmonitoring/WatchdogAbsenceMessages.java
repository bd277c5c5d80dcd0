package io.nightjar.selfmonitoring;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Subject;
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

/** Says in plain words, on behalf of a process that only starts jobs, that nobody watches them, and that somebody does again. */
@Component
public class WatchdogAbsenceMessages {

  private final NightjarProperties settings;
  private final MessageTimes times;

  WatchdogAbsenceMessages(NightjarProperties settings) {
    this.settings = settings;
    this.times = new MessageTimes(settings.timeZone());
  }

  /**
   * Nobody watches.
   *
   * @param last the process of which there was the last sign of life, in words
   * @param host where the process runs that tells it
   */
  public Message noWatchdog(Instant since, MessageText last, String host) {
    return new Message(
        Status.FIRING,
        headline(Subject.WATCHDOG + " is not running: nobody is told of missing runs"),
        List.of(
            Fact.field("Since", times.full(since)),
            Fact.field("Reported by", reporter(host)),
            new Fact("Why", MessageText.format("No watchdog process sends keep-alives; {}.", last)),
            new Fact(
                "What it means",
                "Jobs are still started, but nobody notices when one does not run, hangs or fails."),
            new Fact(
                "What to do",
                "Check the events and logs of its task or container. Then start a process of Nightjar"
                    + " with nightjar.watchdog.enabled=true on the same database.")),
        List.of(new Link("Health", settings.link("/actuator/health"))));
  }

  /** Somebody watches again. */
  public Message watchdogBack(Instant from, Instant to, String host) {
    return new Message(
        Status.RESOLVED,
        headline(Subject.WATCHDOG + " is running again"),
        List.of(
            new Fact(
                "Was not running",
                MessageText.format(
                    "from {} to {} ({})",
                    times.full(from),
                    times.full(to),
                    LocalTimes.duration(Duration.between(from, to)))),
            new Fact("What follows", "Problems from this time are reported now."),
            Fact.field("Reported by", reporter(host))),
        List.of());
  }

  /** The last process there was, in words. */
  public MessageText last(String name, Instant keepAliveAt) {
    return MessageText.format(
        "the last keep-alive was sent by {}, {}", name, times.full(keepAliveAt));
  }

  private static MessageText reporter(String host) {
    return MessageText.of("Nightjar on " + host + ", which starts jobs");
  }

  private String headline(String what) {
    return "[" + settings.environment() + "] " + what;
  }
}
