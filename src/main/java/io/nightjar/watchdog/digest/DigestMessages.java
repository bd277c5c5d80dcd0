package io.nightjar.watchdog.digest;

import io.nightjar.config.NightjarProperties;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.MessageTimes;
import io.nightjar.notification.facts.IncidentFacts.Blind;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.digest.DigestReport.Behind;
import io.nightjar.watchdog.digest.DigestReport.Deliveries;
import io.nightjar.watchdog.digest.DigestReport.Next;
import io.nightjar.watchdog.digest.DigestReport.Night;
import io.nightjar.watchdog.digest.DigestReport.Open;
import io.nightjar.watchdog.digest.DigestReport.Some;
import io.nightjar.watchdog.digest.DigestReport.Unusual;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Says in the morning how the night was and what comes: after a perfect night in one line. */
@Component
public class DigestMessages {

  private final NightjarProperties settings;

  DigestMessages(NightjarProperties settings) {
    this.settings = settings;
  }

  public Message compose(DigestReport report) {
    MessageTimes times = new MessageTimes(settings.timeZone());
    List<Fact> facts = facts(report, times);
    String env = "[" + settings.environment() + "] ";
    if (facts.isEmpty()) {
      String line = env + done(report, times) + " " + upcoming(report.next(), times);
      return new Message(Status.RESOLVED, line, List.of(), List.of());
    }
    facts.add(0, Fact.field("Since", times.full(report.from())));
    facts.add(1, new Fact("Runs", counts(report.night())));
    facts.add(new Fact("Next", next(report.next(), times)));
    return new Message(
        report.open().isEmpty() && report.behind().isEmpty() ? Status.INFO : Status.FIRING,
        env + "The night: " + headline(report.night()),
        facts,
        List.of(
            new Link("All that is open", settings.link("/api/incidents?state=open")),
            new Link(
                "Each run",
                settings.link("/api/expected-runs?from=" + report.from() + "&to=" + report.to()))));
  }

  private static String done(DigestReport report, MessageTimes times) {
    long all = report.night().all();
    String since = " since " + times.full(report.from());
    if (all == 0) {
      return "Nothing was due" + since + ".";
    }
    return all == 1
        ? "The one run" + since + " is done."
        : "All " + number(all) + " runs" + since + " are done.";
  }

  private static String upcoming(Next next, MessageTimes times) {
    return (next.first() == null ? "" : "Next: ") + next(next, times);
  }

  private static String headline(Night night) {
    return number(night.done()) + " of " + number(night.all()) + " runs are done";
  }

  private static String counts(Night night) {
    StringJoiner counts = new StringJoiner(", ");
    add(counts, night.met(), "on time");
    add(counts, night.late(), "late");
    add(counts, night.missed(), "did not start");
    add(counts, night.failed(), "failed");
    add(counts, night.overdue(), "not finished in time");
    add(counts, night.skipped(), "skipped");
    add(counts, night.held(), "held back");
    add(counts, night.underway(), "not over yet");
    add(counts, night.byHand(), "of them run by hand");
    return counts.length() == 0 ? "nothing was due" : counts.toString();
  }

  private static void add(StringJoiner counts, long count, String what) {
    if (count > 0) {
      counts.add(number(count) + " " + what);
    }
  }

  private static List<Fact> facts(DigestReport report, MessageTimes times) {
    List<Fact> facts = new ArrayList<>();
    // The counts stand first; they are reason enough for more than one line.
    boolean imperfect =
        report.night().met() < report.night().all() || report.night().byHand() > 0;
    add(
        facts,
        "Data behind",
        report.behind(),
        it -> imperfect ? behind(it, times) : text(it.job()));
    add(facts, "Open", report.open(), it -> open(it, report.to()));
    add(facts, "Run by hand, schedule not proven", report.unproven(), MessageText::of);
    add(facts, "No next run planned", report.unplanned(), MessageText::of);
    add(facts, "Unusual", report.unusual(), DigestMessages::unusual);
    add(facts, "Nobody watched", report.blind(), it -> blind(it, times));
    Deliveries deliveries = report.deliveries();
    if (deliveries.troubled() + deliveries.owed() > 0) {
      facts.add(new Fact(
          "Messages",
          "Delivered only after several attempts: " + number(deliveries.troubled())
              + ". Still waiting: " + number(deliveries.owed()) + "."));
    }
    if (facts.isEmpty() && imperfect) {
      facts.add(new Fact("Data", "All jobs are up to date by now."));
    }
    return facts;
  }

  private static MessageText text(String text) {
    return MessageText.of(text);
  }

  private static MessageText behind(Behind it, MessageTimes times) {
    return it.dataAsOf() == null
        ? text(it.job() + ": no success recorded yet")
        : MessageText.format("{} as of {}", it.job(), times.full(it.dataAsOf()));
  }

  private static MessageText open(Open it, Instant until) {
    return MessageText.format(
        "{}, for {}{}",
        it.what(),
        LocalTimes.duration(Duration.between(it.since(), until)),
        it.lookedAfterBy() == null ? "" : " (acknowledged by " + it.lookedAfterBy() + ")");
  }

  private static MessageText unusual(Unusual it) {
    return text(it.job() + " took " + LocalTimes.duration(it.took()) + ", usually "
        + LocalTimes.duration(it.usually()));
  }

  private static MessageText blind(Blind it, MessageTimes times) {
    return MessageText.format(
        "from {} to {}: Nightjar {}", times.full(it.from()), times.full(it.to()), it.why());
  }

  private static <T> void add(
      List<Fact> facts, String label, Some<T> some, Function<T, MessageText> words) {
    if (some.isEmpty()) {
      return;
    }
    long more = some.all() - some.first().size();
    MessageText first = MessageText.join("\n", some.first().stream().map(words).toList());
    facts.add(new Fact(label, more > 0 ? first.plus("\n+" + number(more) + " more") : first));
  }

  private static MessageText next(Next next, MessageTimes times) {
    Instant first = next.first();
    return first == null
        ? MessageText.format("Nothing is due until {}.", times.full(next.until()))
        : MessageText.format(
            "{} until {}, the first {}.",
            next.count() == 1 ? "1 run" : number(next.count()) + " runs",
            times.full(next.until()),
            times.full(first));
  }

  private static String number(long number) {
    return String.format(Locale.UK, "%,d", number);
  }
}
