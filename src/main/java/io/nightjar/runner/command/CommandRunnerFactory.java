package io.nightjar.runner.command;

import io.nightjar.instance.ThisInstance;
import io.nightjar.job.Job;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerFactory;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Jobs that are commands of this host. Loads the classes that run them only when a run needs them: a class that is
 * missing from the jar must fail that run and not the start of Nightjar.
 */
@Component
final class CommandRunnerFactory implements RunnerFactory {

  private final Clock clock;
  private final ThisInstance instance;

  CommandRunnerFactory(Clock clock, ThisInstance instance) {
    this.clock = clock;
    this.instance = instance;
  }

  @Override
  public String key() {
    return CommandTarget.KIND;
  }

  @Override
  public Runner runnerFor(Job job) {
    return CommandRunner.of(job, clock, instance.host());
  }
}
