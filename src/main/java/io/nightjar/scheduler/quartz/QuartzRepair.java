package io.nightjar.scheduler.quartz;

import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.SchedulerState;
import io.nightjar.instance.SchedulerStatus;
import io.nightjar.instance.ThisInstance;
import io.nightjar.scheduler.SchedulerRepair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.stereotype.Component;

/**
 * Recreates wrong triggers from the catalogue, which works on any instance because the tables are shared, and starts
 * this process's scheduler when it is in standby. It reports what needs a restart.
 */
@Component
class QuartzRepair implements SchedulerRepair {

  private static final String NEVER_BEGINS =
      "spring.quartz.auto-startup is false: remove it and restart this process";

  private final TriggerReconciler reconciler;
  private final Scheduler scheduler;
  private final SchedulerStatus status;
  private final StartupPolicy startup;
  private final InstanceRepository instances;
  private final ThisInstance self;

  QuartzRepair(
      TriggerReconciler reconciler,
      Scheduler scheduler,
      SchedulerStatus status,
      StartupPolicy startup,
      InstanceRepository instances,
      ThisInstance self) {
    this.reconciler = reconciler;
    this.scheduler = scheduler;
    this.status = status;
    this.startup = startup;
    this.instances = instances;
    this.self = self;
  }

  @Override
  public Report repair(Instant now) {
    TriggerReconciler.Outcome outcome = reconciler.reconcile(now);
    List<Repaired> repaired = new ArrayList<>(outcome.repaired());
    List<String> problems = new ArrayList<>(outcome.problems());
    repairOwn(repaired, problems);
    instances.present().stream()
        .filter(instance -> !instance.id().equals(self.id()))
        .filter(
            instance -> instance.scheduler() && instance.vitals().scheduler().isHalted())
        .map(QuartzRepair::elsewhere)
        .forEach(problems::add);
    return new Report(repaired, problems, status.state());
  }

  private void repairOwn(List<Repaired> repaired, List<String> problems) {
    switch (status.state()) {
      case OFF, STARTED, UNKNOWN -> {}
      case STARTING -> problems.add("the scheduler of this process is still starting: wait for it");
      case STOPPING -> problems.add("this process is stopping: call another process");
      case SHUT_DOWN ->
        problems.add("the scheduler of this process is shut down: restart this process");
      case DEAD -> problems.add("the scheduler of this process is dead: restart this process");
      case STANDBY -> {
        if (startup.isAllowed()) {
          begin(repaired, problems);
        } else {
          problems.add(NEVER_BEGINS);
        }
      }
    }
  }

  private void begin(List<Repaired> repaired, List<String> problems) {
    try {
      scheduler.start();
      repaired.add(
          new Repaired(null, "the scheduler of this process was in standby; it fires again"));
    } catch (SchedulerException e) {
      problems.add("the scheduler of this process could not be started: " + e.getMessage());
    }
  }

  private static String elsewhere(Instance instance) {
    SchedulerState state = instance.vitals().scheduler();
    return "the scheduler on %s is %s: restart that process"
        .formatted(instance.name(), state.word().replace('_', ' '));
  }
}
