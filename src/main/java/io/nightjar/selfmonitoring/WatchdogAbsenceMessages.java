package io.nightjar.selfmonitoring;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Subject;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says in plain words, on behalf of a process that only starts jobs, that nobody watches them, and that somebody does again. */
@Component
public class WatchdogAbsenceMessages {

  private final NightjarProperties settings;
  private final LocalTimes times;

  WatchdogAbsenceMessages(NightjarProperties settings) {
    this.settings = settings;
    this.times = new LocalTimes(settings.timeZone());
  }

  /**
   * Nobody watches.
   *
   * @param last the process of which there was the last sign of life, in words
   * @param host where the process runs that tells it
   */
  public Message noWatchdog(Instant since, String last, String host) {
    return new Message(
        Status.FIRING,
        headline(Subject.WATCHDOG + " is not running: nobody is told of missing runs"),
        List.of(
            new Fact("Since", times.full(since)),
            new Fact("Why", "no process that watches shows a sign of life; " + last),
            new Fact(
                "What it means",
                "jobs are still started, but nobody notices when one does not run, hangs or fails"),
            new Fact(
                "What to do",
                "see in the events and logs of its task or container why it ended, and start a process"
                    + " of Nightjar with nightjar.watchdog.enabled=true on the same database"),
            new Fact("Told by", "Nightjar on " + host + ", which starts jobs")),
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
                "from " + times.full(from) + " to " + times.full(to) + " ("
                    + LocalTimes.duration(Duration.between(from, to)) + ")"),
            new Fact("What follows", "whatever did not happen meanwhile is told now"),
            new Fact("Told by", "Nightjar on " + host + ", which starts jobs")),
        List.of());
  }

  /** The last process there was, in words. */
  public String last(String name, Instant keepAliveAt) {
    return "the last one was of " + name + ", " + times.full(keepAliveAt);
  }

  private String headline(String what) {
    return "[" + settings.environment() + "] " + what;
  }
}
