package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The scheduler starts nothing, there is none, or all its threads are busy. */
@Component
class SchedulerSilentWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.SCHEDULER_SILENT;
  }

  @Override
  public String problem(IncidentContext it) {
    return it.isAbout(Subject.THREADS)
        ? "are all busy: due jobs wait"
        : "starts nothing: jobs will not run";
  }

  @Override
  public String counted(@Nullable String job) {
    return "start nothing";
  }

  @Override
  public String countedOver() {
    return "start jobs again";
  }

  @Override
  public String past() {
    return "started nothing";
  }

  @Override
  public Advice whatToDo(IncidentContext it) {
    if (it.isAbout(Subject.THREADS)) {
      return Advice.of(
          "Cancel a run that hangs, or raise nightjar.scheduler.threads at the next restart. A"
              + " restart ends what runs now.");
    }
    return it.isAbout(Subject.SCHEDULER)
        ? Advice.of(
            "Start a process of Nightjar with nightjar.scheduler.enabled=true on this database.")
        : Advice.repair(it.commands());
  }

  @Override
  public ResolutionWording recovered(IncidentContext it) {
    return new ResolutionWording(
        "starts jobs again",
        it.isAbout(Subject.SCHEDULER)
            ? "A process that starts jobs is running again."
            : "The scheduler has started something again.",
        "starts jobs again");
  }

  @Override
  public boolean isRepairable() {
    return true;
  }
}
