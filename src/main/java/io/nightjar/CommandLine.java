package io.nightjar;

import io.nightjar.ops.RehearseCommand;
import io.nightjar.schedule.Explain;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;

/** The commands of the jar. A first argument that is an option, or none at all, means to serve. */
final class CommandLine {

  private static final int USAGE_ERROR = 2;

  private CommandLine() {}

  /** The exit status of the command in {@code args}, or empty when Nightjar shall serve. */
  static OptionalInt run(List<String> args, PrintStream out, PrintStream err) {
    if (args.isEmpty() || args.get(0).startsWith("-")) {
      return OptionalInt.empty();
    }
    List<String> rest = args.subList(1, args.size());
    return OptionalInt.of(
        switch (args.get(0)) {
          case "explain" -> Explain.run(rest, out, err, Clock.systemUTC());
          case "rehearse" -> RehearseCommand.run(rest, out, err, NightjarApplication.class);
          default -> refuse(args.get(0), err);
        });
  }

  private static int refuse(String command, PrintStream err) {
    err.println("There is no command \"" + command + "\".");
    err.println("Remedy: write explain, rehearse, or nothing to serve.");
    return USAGE_ERROR;
  }
}
