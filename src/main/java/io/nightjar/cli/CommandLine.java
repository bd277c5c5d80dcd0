package io.nightjar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The commands of the jar. Without a command, with or without configuration as {@code --KEY=VALUE}, it runs the server.
 */
public final class CommandLine {

  private static final String USAGE = """
      Usage: java -jar nightjar.jar [COMMAND] [--KEY=VALUE]...
        (no command)      runs the server: starts jobs, watches them, listens on port 8080
        rehearse          checks which jobs of a configuration could start: rehearse --help
        explain SCHEDULE  lists when a schedule occurs: explain --help
        help              prints this, as --help and -h do
        --version         prints the version
        --KEY=VALUE       configuration, as --server.port=8081 or --spring.config.import=file:config/jobs.yml
      """;
  private static final int OK = 0;
  private static final int USAGE_ERROR = 2;

  /**
   * Configuration keys contain a dot, or are in capitals like environment variables. The exceptions are Spring Boot's
   * debug and trace, which need no value.
   */
  private static final Pattern CONFIGURATION =
      Pattern.compile("(?s)--(debug|trace|[^=.]+\\..*|[A-Z][A-Z0-9_]*(?==))(=.*)?");

  private CommandLine() {}

  /**
   * The exit status of the command in {@code args}, or empty when the server is to be started.
   *
   * @param application the class that a command with a Spring context starts
   */
  public static OptionalInt run(
      List<String> args, PrintStream out, PrintStream err, Class<?> application) {
    if (args.isEmpty()) {
      return OptionalInt.empty();
    }
    List<String> rest = args.subList(1, args.size());
    return switch (args.get(0)) {
      case "explain" -> OptionalInt.of(ExplainCommand.run(rest, out, err, Clock.systemUTC()));
      case "rehearse" -> OptionalInt.of(RehearseCommand.run(rest, out, err, application));
      default -> withoutCommand(args, out, err);
    };
  }

  private static OptionalInt withoutCommand(List<String> args, PrintStream out, PrintStream err) {
    if (args.get(0).equals("help") || args.contains("--help") || args.contains("-h")) {
      out.print(USAGE);
      return OptionalInt.of(OK);
    }
    if (args.contains("--version")) {
      out.println("nightjar " + version());
      return OptionalInt.of(OK);
    }
    return args.stream()
        .filter(arg -> !CONFIGURATION.matcher(arg).matches())
        .findFirst()
        .map(arg -> OptionalInt.of(refuse(arg, arg.equals(args.get(0)), err)))
        .orElse(OptionalInt.empty());
  }

  /** A misspelled command must not start the server, which would start the jobs of the configuration in this folder. */
  private static int refuse(String arg, boolean first, PrintStream err) {
    if (arg.startsWith("-")) {
      err.println("There is no option \"" + arg + "\".");
    } else if (first) {
      err.println("There is no command \"" + arg + "\".");
    } else {
      err.println("The argument \"" + arg + "\" is not known; a command comes first.");
    }
    err.print(USAGE);
    return USAGE_ERROR;
  }

  private static String version() {
    try (InputStream file =
        CommandLine.class.getResourceAsStream("/META-INF/build-info.properties")) {
      Properties build = new Properties();
      if (file != null) {
        build.load(file);
      }
      return build.getProperty("build.version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
