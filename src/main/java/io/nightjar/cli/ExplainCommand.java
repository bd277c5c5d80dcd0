package io.nightjar.cli;

import io.nightjar.schedule.InvalidScheduleException;
import io.nightjar.schedule.Schedule;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The command {@code explain}: describes a schedule in English and lists its occurrences. */
final class ExplainCommand {

  private static final String USAGE =
      "Usage: explain \"SCHEDULE\" [--zone ZONE] [--from INSTANT] [--to INSTANT]";
  private static final int OK = 0;
  private static final int USAGE_ERROR = 2;
  private static final int CHUNK = 8192;

  private final StringBuilder chunk = new StringBuilder(CHUNK + 64);
  private final PrintStream out;

  private ExplainCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Writes the description to {@code err} and the occurrences, one per line, to {@code out}.
   *
   * @return the exit status: 0, or 2 when the arguments are invalid
   */
  static int run(List<String> args, PrintStream out, PrintStream err, Clock clock) {
    if (args.contains("--help") || args.contains("-h")) {
      out.println(USAGE);
      return OK;
    }
    try {
      ExplainOptions options =
          ExplainOptions.read(args, clock.instant().truncatedTo(ChronoUnit.SECONDS));
      describe(options, err);
      new ExplainCommand(out).list(options);
      return OK;
    } catch (InvalidScheduleException e) {
      return refuse(e.problem(), e.remedy(), err);
    } catch (UsageException e) {
      return refuse(e.problem(), e.remedy(), err);
    }
  }

  private static void describe(ExplainOptions options, PrintStream err) {
    Schedule schedule = options.schedule();
    err.println(schedule.inWords() + ", " + schedule.zone());
    if (!options.defaults().isEmpty()) {
      err.println("by default: " + String.join(", ", options.defaults()));
    }
    err.flush();
  }

  private void list(ExplainOptions options) {
    options.schedule().forEach(options.from(), options.to(), this::print);
    flush();
  }

  /** Stops when the reader has closed the pipe, as {@code head} does: a year of seconds is 31 million lines. */
  private boolean print(Instant occurrence) {
    chunk.append(occurrence).append('\n');
    return chunk.length() < CHUNK || flush();
  }

  private boolean flush() {
    out.print(chunk);
    chunk.setLength(0);
    return !out.checkError();
  }

  private static int refuse(String problem, String remedy, PrintStream err) {
    err.println("explain: " + problem);
    err.println("Remedy: " + remedy);
    err.println(USAGE);
    return USAGE_ERROR;
  }
}
