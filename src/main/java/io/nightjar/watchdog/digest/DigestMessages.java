package io.nightjar.watchdog.digest;

import io.nightjar.config.NightjarProperties;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.digest.DigestReport.Next;
import io.nightjar.watchdog.digest.DigestReport.Night;
import io.nightjar.watchdog.digest.DigestReport.Some;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says in the morning how the night was and what comes: after a perfect night in one line. */
@Component
public class DigestMessages {

  private final NightjarProperties settings;

  DigestMessages(NightjarProperties settings) {
    this.settings = settings;
  }

  public Message compose(DigestReport report) {
    LocalTimes times = new LocalTimes(settings.timeZone());
    List<Fact> facts = facts(report, times);
    String env = "[" + settings.environment() + "] ";
    if (facts.isEmpty()) {
      String line = env + done(report, times) + " " + next(report.next(), times);
      return new Message(Status.RESOLVED, line, List.of(), List.of());
    }
    facts.add(0, new Fact("Since " + times.full(report.from()), counts(report.night())));
    facts.add(new Fact("Coming", next(report.next(), times)));
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

  private static String done(DigestReport report, LocalTimes times) {
    long all = report.night().all();
    String since = " since " + times.full(report.from());
    if (all == 0) {
      return "Nothing was due" + since + ".";
    }
    return all == 1
        ? "The one run" + since + " is done."
        : "All " + number(all) + " runs" + since + " are done.";
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

  private static List<Fact> facts(DigestReport report, LocalTimes times) {
    List<Fact> facts = new ArrayList<>();
    Night night = report.night();
    if (night.met() < night.all() || night.byHand() > 0) {
      // The counts stand first; they are reason enough for more than one line.
      add(
          facts,
          "Data behind",
          report.behind(),
          it -> it.job()
              + (it.dataAsOf() == null
                  ? ": no success recorded yet"
                  : " as of " + times.full(it.dataAsOf())));
    } else {
      add(facts, "Data behind", report.behind(), it -> it.job());
    }
    add(
        facts,
        "Open",
        report.open(),
        it -> it.what() + ", for "
            + LocalTimes.duration(Duration.between(it.since(), report.to()))
            + (it.lookedAfterBy() == null ? "" : " (acknowledged by " + it.lookedAfterBy() + ")"));
    add(facts, "Schedule unproven", report.unproven(), job -> job);
    add(facts, "No next run planned", report.unplanned(), job -> job);
    add(
        facts,
        "Unusual",
        report.unusual(),
        it -> it.job() + " took " + LocalTimes.duration(it.took()) + ", usually "
            + LocalTimes.duration(it.usually()));
    add(
        facts,
        "Nobody watched",
        report.blind(),
        it -> "from " + times.full(it.from()) + " to " + times.full(it.to()) + ": Nightjar "
            + it.why());
    if (report.deliveries().troubled() + report.deliveries().owed() > 0) {
      facts.add(new Fact(
          "Messages",
          number(report.deliveries().troubled())
              + " were delivered only after several attempts, "
              + number(report.deliveries().owed()) + " are still waiting"));
    }
    if (facts.isEmpty() && (night.met() < night.all() || night.byHand() > 0)) {
      facts.add(new Fact("Data", "all jobs are up to date by now"));
    }
    return facts;
  }

  private static <T> void add(
      List<Fact> facts, String label, Some<T> some, Function<T, String> words) {
    if (some.isEmpty()) {
      return;
    }
    long more = some.all() - some.first().size();
    facts.add(new Fact(
        label,
        some.first().stream().map(words).collect(Collectors.joining("\n"))
            + (more > 0 ? "\n+" + number(more) + " more" : "")));
  }

  private static String next(Next next, LocalTimes times) {
    Instant first = next.first();
    return first == null
        ? "Nothing is due until " + times.full(next.until()) + "."
        : "Next: " + number(next.count()) + " until " + times.full(next.until()) + ", the first "
            + times.full(first) + ".";
  }

  private static String number(long number) {
    return String.format(Locale.UK, "%,d", number);
  }
}
