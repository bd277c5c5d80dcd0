package io.nightjar.runner.command;

import io.nightjar.job.JobTarget;
import io.nightjar.job.TargetSection;
import io.nightjar.job.TargetType;
import org.springframework.stereotype.Component;

/** Jobs that are programs of this host: {@code command: {run: [/usr/local/bin/backup]}}. */
@Component
final class CommandTargetType implements TargetType {

  @Override
  public String key() {
    return CommandTarget.KIND;
  }

  @Override
  public JobTarget read(TargetSection section) {
    return new CommandReader(section).read(section.bind(CommandProperties.class));
  }
}
