package io.nightjar.runner.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RehearsalContext;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a command could be started, without starting it. Messages name no argument and no value: they may be
 * secret.
 */
final class CommandRehearsal {

  private static final int LONGEST_FIRST_LINE = 256;
  private static final Pattern BLANKS = Pattern.compile("[ \t]+");

  private final CommandTarget work;
  private final @Nullable String path;

  /**
   * The path is the PATH of this process: the operating system uses it to find the program, not the command's own PATH.
   */
  CommandRehearsal(CommandTarget work, @Nullable String path) {
    this.work = work;
    this.path = path;
  }

  void rehearse(RehearsalContext context) throws CannotStartException {
    File directory = new File(work.directory() == null ? "" : work.directory()).getAbsoluteFile();
    if (!directory.isDirectory()) {
      throw new CannotStartException("its directory " + directory + " does not exist");
    }
    for (var variable : work.environment().entrySet()) {
      if (variable.getValue().contains("${")) {
        throw new CannotStartException("command.environment." + variable.getKey()
            + " contains an unresolved placeholder: set the variable that it names");
      }
    }
    File program = program(directory);
    interpreter(program);
    context.checked(program + " is executable");
  }

  private File program(File directory) throws CannotStartException {
    String name = work.run().get(0);
    if (name.contains(File.separator)) {
      File program = new File(name).isAbsolute() ? new File(name) : new File(directory, name);
      return executable(program, program.getPath());
    }
    for (String place : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      File program = new File(place.isEmpty() ? "." : place, name);
      if (program.isFile() && program.canExecute()) {
        return program;
      }
    }
    throw new CannotStartException(
        "there is no program \"" + name + "\" on the PATH of Nightjar: " + path);
  }

  private static File executable(File program, String name) throws CannotStartException {
    if (!program.isFile()) {
      throw new CannotStartException("there is no program " + name);
    }
    if (!program.canExecute()) {
      throw new CannotStartException(name + " is not executable by the user of Nightjar");
    }
    return program;
  }

  /** A script cannot be started when its interpreter is missing. */
  private static void interpreter(File program) throws CannotStartException {
    String first = firstLine(program.toPath());
    if (first.startsWith("#!")) {
      // The kernel takes the carriage return as part of the interpreter's name.
      if (first.endsWith("\r")) {
        throw new CannotStartException(
            program
                + " cannot be started: its first line ends in a carriage return. Save the script with Unix line ends");
      }
      String interpreter = BLANKS
          .splitAsStream(first.substring(2))
          .filter(it -> !it.isEmpty())
          .findFirst()
          .orElse("");
      executable(new File(interpreter), interpreter + ", the interpreter of " + program);
    }
  }

  private static String firstLine(Path program) {
    try (InputStream in = Files.newInputStream(program)) {
      return new String(in.readNBytes(LONGEST_FIRST_LINE), ISO_8859_1).split("\n", 2)[0];
    } catch (IOException unreadable) {
      // A program may be executable but not readable.
      return "";
    }
  }
}
