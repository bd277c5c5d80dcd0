package io.nightjar.runner.command;

import static org.awaitility.Awaitility.await;

import io.nightjar.SettableClock;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RecordingRunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;

/** Scripts run by a {@link CommandRunner} with a clock that is set. */
abstract class CommandScripts {

  final SettableClock clock = new SettableClock(RecordingRunContext.OCCURRENCE);

  @TempDir
  Path directory;

  RunResult run(RecordingRunContext context) {
    CommandTarget work = (CommandTarget) context.job().work();
    try {
      return new CommandRunner(work, clock, "host-1").run(context).finish();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /** A script with a child that outlives every patience, whose number it writes down. */
  String childIn(String pid) {
    return "sleep 300 & " + writing(pid) + "; wait";
  }

  String writing(String pid) {
    Path file = directory.resolve("pid");
    return "echo " + pid + " > " + file + ".new; mv " + file + ".new " + file;
  }

  String pid() {
    try {
      return Files.readString(directory.resolve("pid")).strip();
    } catch (IOException notYet) {
      return "";
    }
  }

  void oncePidIsWritten(Runnable action) {
    CompletableFuture.runAsync(() -> {
      await().until(() -> !pid().isEmpty());
      action.run();
    });
  }

  static RecordingRunContext context(String script) {
    return RecordingRunContext.of(shell(script, false));
  }

  static CommandTarget shell(String script, boolean killWhenOverdue) {
    return new CommandTarget(List.of("/bin/sh", "-c", script), null, Map.of(), killWhenOverdue);
  }

  /** A zombie is dead: it waits for a parent that may not care. */
  static boolean isAlive(String pid) {
    try {
      return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
    } catch (IOException gone) {
      return false;
    }
  }
}
