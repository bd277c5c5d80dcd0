package io.nightjar.runner.command;

import io.nightjar.job.Job;
import io.nightjar.job.Section;
import io.nightjar.job.Work;
import io.nightjar.ledger.ThisInstance;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerKind;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Jobs that are commands of this host. It loads the classes that run them only when a run needs them: one that is
 * missing from the jar must fail that run, not the start of the service.
 */
@Component
final class CommandRunnerKind implements RunnerKind {

  private final Clock clock;
  private final ThisInstance instance;

  CommandRunnerKind(Clock clock, ThisInstance instance) {
    this.clock = clock;
    this.instance = instance;
  }

  @Override
  public String key() {
    return CommandWork.KIND;
  }

  @Override
  public Work read(Section section) {
    return new CommandReader(section).read(section.bind(CommandSettings.class));
  }

  @Override
  public Runner runnerFor(Job job) {
    return CommandRunner.of(job, clock, instance.host());
  }
}
