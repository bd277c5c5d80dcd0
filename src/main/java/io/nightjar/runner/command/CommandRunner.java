package io.nightjar.runner.command;

import io.nightjar.job.Job;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Outcome;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RehearsalContext;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.RunResult;
import io.nightjar.runner.Runner;
import io.nightjar.runner.Wording;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Runs a command and waits for it. Its exit status says how it went. */
final class CommandRunner implements Runner {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final CommandWork work;
  private final Clock clock;
  private final Duration grace;

  CommandRunner(CommandWork work, Clock clock, Duration grace) {
    this.work = work;
    this.clock = clock;
    this.grace = grace;
  }

  static CommandRunner of(Job job, Clock clock) {
    return new CommandRunner((CommandWork) Objects.requireNonNull(job.work()), clock, GRACE);
  }

  @Override
  public RunResult run(RunContext context) throws IOException {
    Process process;
    try {
      process = start(context);
    } catch (IOException failure) {
      String reason =
          Wording.oneLine(Objects.requireNonNullElse(failure.getMessage(), "no reason given"), 300);
      return RunResult.finished(Finish.failed("could not start the command: " + reason, null));
    }
    ProcessTree tree = new ProcessTree(process, grace);
    try {
      process.getOutputStream().close();
      Output output = Output.of(process, context.job().name());
      context.started();
      return RunResult.finished(
          new Attendance(work, context, process, tree, output, clock).toTheEnd());
    } catch (InterruptedException stopping) {
      tree.end();
      return RunResult.finished(new Finish(
          Outcome.INTERRUPTED, "killed because Nightjar stopped before it was done", null, null));
    } catch (Throwable failure) {
      tree.end();
      throw failure;
    }
  }

  @Override
  public void rehearse(RehearsalContext context) throws CannotStartException {
    context.requireClasses(CommandRunner.class);
    new CommandRehearsal(work, System.getenv("PATH")).rehearse(context);
  }

  private Process start(RunContext context) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(work.run()).redirectErrorStream(true);
    if (work.directory() != null) {
      File directory = new File(work.directory());
      if (!directory.isDirectory()) {
        throw new IOException("its directory " + directory + " is not there");
      }
      builder.directory(directory);
    }
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(ChildEnvironment.of(work, context.run(), System.getenv()));
    return builder.start();
  }
}
