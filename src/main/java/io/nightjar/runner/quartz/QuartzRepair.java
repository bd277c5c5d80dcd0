package io.nightjar.runner.quartz;

import io.nightjar.ledger.Instance;
import io.nightjar.ledger.Instances;
import io.nightjar.ledger.SchedulerState;
import io.nightjar.ledger.ThisInstance;
import io.nightjar.runner.SchedulerRepair;
import io.nightjar.runner.SchedulerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.stereotype.Component;

/**
 * Makes triggers anew from the catalogue, on any instance, for the tables are shared; and has this process's scheduler
 * fire again when it stands by. What only a restart helps, it says.
 */
@Component
class QuartzRepair implements SchedulerRepair {

  private static final String NEVER_BEGINS =
      "spring.quartz.auto-startup is false: remove it and restart this process";

  private final Reconciler reconciler;
  private final Scheduler scheduler;
  private final SchedulerStatus status;
  private final Startup startup;
  private final Instances instances;
  private final ThisInstance self;

  QuartzRepair(
      Reconciler reconciler,
      Scheduler scheduler,
      SchedulerStatus status,
      Startup startup,
      Instances instances,
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
    Reconciler.Outcome outcome = reconciler.reconcile(now);
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
      case STOPPING -> problems.add("this process is being stopped: ask another one");
      case SHUT_DOWN -> problems.add("the scheduler of this process is shut down: restart it");
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
      repaired.add(new Repaired(null, "the scheduler of this process stood by; it fires again"));
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
