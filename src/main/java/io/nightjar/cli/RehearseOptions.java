package io.nightjar.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arguments of the command {@code rehearse}.
 *
 * @param reports files to write the report to
 * @param probe whether targets may be called
 * @param configuration arguments that are passed on to Spring as configuration
 */
record RehearseOptions(List<Path> reports, boolean probe, List<String> configuration) {

  static final String USAGE = """
      Usage: rehearse [--report FILE.json|FILE.xml]... [--probe] [--KEY=VALUE]...
        --report FILE  writes the report as JSON or as JUnit XML; may be repeated
        --probe        also calls the services, with requests that change nothing there
        --KEY=VALUE    configuration, as --spring.config.import=file:config/jobs.yml
      """;

  /** A configuration key contains a dot; this rejects a misspelled option such as {@code --reprot=x}. */
  private static final Pattern CONFIGURATION = Pattern.compile("(?s)--[^=.]+\\.[^=]*=.*");

  private static final String DATABASE = "--spring.datasource.url=";

  static RehearseOptions read(List<String> args) throws UsageException {
    List<Path> reports = new ArrayList<>();
    List<String> configuration = new ArrayList<>();
    boolean probe = false;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals("--report")) {
        i++;
        reports.add(report(i < args.size() ? args.get(i) : ""));
      } else if (arg.startsWith("--report=")) {
        reports.add(report(arg.substring("--report=".length())));
      } else if (arg.equals("--probe")) {
        probe = true;
      } else if (CONFIGURATION.matcher(arg).matches()) {
        configuration.add(arg);
      } else {
        throw new UsageException(
            "the argument " + arg + " is unknown", "use --report, --probe or --KEY=VALUE");
      }
    }
    return new RehearseOptions(reports, probe, configuration);
  }

  private static Path report(String file) throws UsageException {
    if (!file.endsWith(".json") && !file.endsWith(".xml")) {
      throw new UsageException(
          "--report \"" + file + "\" is neither JSON nor XML",
          "name a file that ends in .json or .xml");
    }
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UsageException("--report: " + e.getMessage(), "name another file");
    }
  }

  /** Whether to run on a temporary database, which is the default unless a data source is given here. */
  boolean ownDatabase() {
    return configuration.stream().noneMatch(each -> each.startsWith(DATABASE));
  }
}
