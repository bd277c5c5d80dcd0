package io.nightjar.cli;

import io.nightjar.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arguments of {@link ExplainCommand}: a schedule and the window in which to list its occurrences. */
record ExplainOptions(Schedule schedule, Instant from, Instant to, List<String> defaults) {

  private static final Set<String> NAMES = Set.of("--zone", "--from", "--to");
  private static final Duration WINDOW = Duration.ofDays(7);

  /** Years have four digits, so that every line has the same form. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  ExplainOptions {
    defaults = List.copyOf(defaults);
  }

  static ExplainOptions read(List<String> args, Instant now) throws UsageException {
    Map<String, String> options = new HashMap<>();
    List<String> words = new ArrayList<>();
    split(args, words, options);
    if (words.size() != 1) {
      throw new UsageException(
          words.isEmpty() ? "the schedule is missing" : "there is more than one schedule: " + words,
          "write the schedule as one argument, in quotes");
    }
    List<String> defaults = new ArrayList<>();
    ZoneId zone = zone(options, defaults);
    Instant from = instant("--from", options, now, "now", defaults);
    Instant to = instant("--to", options, from.plus(WINDOW), "7 days later", defaults);
    if (to.isBefore(from)) {
      throw new UsageException(
          "--to " + to + " is before --from " + from, "write the earlier instant as --from");
    }
    return new ExplainOptions(Schedule.parse(words.get(0), zone), from, to, defaults);
  }

  private static void split(List<String> args, List<String> words, Map<String, String> options)
      throws UsageException {
    for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
      String arg = rest.next();
      if (!arg.startsWith("-")) {
        words.add(arg);
        continue;
      }
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg : arg.substring(0, equals);
      if (!NAMES.contains(name)) {
        throw new UsageException("there is no option " + name, "use --zone, --from, --to");
      }
      if (equals < 0 && !rest.hasNext()) {
        throw new UsageException(name + " has no value", "write it after " + name);
      }
      if (options.put(name, equals < 0 ? rest.next() : arg.substring(equals + 1)) != null) {
        throw new UsageException(name + " is given twice", "give it once");
      }
    }
  }

  private static ZoneId zone(Map<String, String> options, List<String> defaults)
      throws UsageException {
    String text = options.get("--zone");
    if (text == null) {
      defaults.add("--zone UTC");
      return ZoneId.of("UTC");
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--zone \"" + text + "\" is not a time zone", "write one such as Europe/London or UTC");
    }
  }

  private static Instant instant(
      String name,
      Map<String, String> options,
      Instant otherwise,
      String meaning,
      List<String> defaults)
      throws UsageException {
    String text = options.get(name);
    if (text == null) {
      defaults.add(name + " " + otherwise + " (" + meaning + ")");
      return otherwise;
    }
    try {
      Instant instant = Instant.parse(text);
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw new UsageException(
            name + " " + text + " is out of range", "write a year from 1 to 9998");
      }
      return instant;
    } catch (DateTimeException e) {
      throw new UsageException(
          name + " \"" + text + "\" is not an instant", "write it as 2026-03-29T01:00:00Z");
    }
  }
}
