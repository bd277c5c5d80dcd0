package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the factory of a job's runner by its configuration key. */
@Component
class RunnerRegistry {

  private final Map<String, RunnerFactory> kinds;

  RunnerRegistry(List<RunnerFactory> kinds) {
    this.kinds = kinds.stream()
        .collect(Collectors.toUnmodifiableMap(RunnerFactory::key, Function.identity()));
  }

  Runner runnerFor(Job job) {
    if (job.isCanary()) {
      return new CanaryRunner();
    }
    JobTarget work = job.work();
    if (work == null) {
      throw new IllegalStateException("job " + job.name() + " has nothing to run here");
    }
    RunnerFactory kind = kinds.get(work.kind());
    if (kind == null) {
      throw new IllegalStateException("no runner of kind '" + work.kind() + "' is registered");
    }
    return kind.runnerFor(job);
  }
}
