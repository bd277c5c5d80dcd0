package io.nightjar.runner.command;

import io.nightjar.job.TargetSection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the section {@code command} of a job. A problem shows no argument and no value: they may be secret. */
final class CommandReader {

  private static final String RUN = "run";
  private static final String AS_A_LIST =
      "write program and arguments as a list: [/usr/local/bin/backup, --all]";

  private final TargetSection section;

  CommandReader(TargetSection section) {
    this.section = section;
  }

  CommandTarget read(CommandProperties settings) {
    Map<String, String> environment =
        settings.environment() == null ? Map.of() : settings.environment();
    environment.keySet().forEach(this::checkName);
    return new CommandTarget(
        run(settings.run(), settings.single()),
        directory(settings.directory()),
        environment,
        settings.killWhenOverdue());
  }

  private List<String> run(@Nullable List<String> run, @Nullable String single) {
    if (single != null && !single.isBlank()) {
      String program = single.strip().split("\\s", 2)[0];
      section.problem(
          RUN,
          program + " ...",
          "is a single text, but commands are not run by a shell",
          AS_A_LIST);
    } else if (run == null || run.isEmpty()) {
      section.problem(RUN, "", "is missing", AS_A_LIST);
    } else if (run.get(0).isBlank()) {
      section.problem(RUN + "[0]", run.get(0), "names no program", AS_A_LIST);
    } else {
      return run;
    }
    return List.of("never-used");
  }

  private @Nullable String directory(@Nullable String directory) {
    if (directory != null && directory.isBlank()) {
      section.problem("directory", directory, "is blank", "write a path, or remove the key");
    }
    return directory;
  }

  private void checkName(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      section.problem(
          "environment." + name,
          "***",
          "is not a valid name of an environment variable",
          "use letters, digits and _, not beginning with a digit");
    }
  }
}
