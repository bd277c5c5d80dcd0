package io.nightjar.runner.command;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RehearsalContext;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.text.RunWording;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** Runs a command and waits for it. Exit status 0 is success. */
final class CommandRunner implements Runner {

  private final CommandTarget work;
  private final Clock clock;
  private final String host;

  CommandRunner(CommandTarget work, Clock clock, String host) {
    this.work = work;
    this.clock = clock;
    this.host = host;
  }

  static CommandRunner of(Job job, Clock clock, String host) {
    return new CommandRunner((CommandTarget) Objects.requireNonNull(job.work()), clock, host);
  }

  @Override
  public RunnerResult run(RunContext context) throws IOException {
    Process process;
    try {
      process = start(context);
    } catch (IOException failure) {
      String reason = RunWording.oneLine(
          Objects.requireNonNullElse(failure.getMessage(), "no reason given"), 300);
      return RunnerResult.finished(
          RunResult.failed("could not start the command: " + reason, null));
    }
    ProcessWaiter waiter = new ProcessWaiter(work, context, process, clock, host);
    try {
      process.getOutputStream().close();
      context.process(process.pid(), process.info().startInstant().orElse(null));
      context.started();
      return RunnerResult.finished(waiter.awaitEnd());
    } catch (Throwable failure) {
      waiter.endAll();
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
        throw new IOException("its directory " + directory + " does not exist");
      }
      builder.directory(directory);
    }
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(ChildEnvironment.of(work, context.run(), System.getenv()));
    return builder.start();
  }
}
