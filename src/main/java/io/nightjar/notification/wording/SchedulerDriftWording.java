package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The scheduler's next fire time differs from the next expected run. */
@Component
class SchedulerDriftWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.SCHEDULER_DRIFT;
  }

  @Override
  public String problem(IncidentContext it) {
    return it.isOfJob() ? "will not start as planned" : "differs from the configuration";
  }

  @Override
  public String counted(@Nullable String job) {
    return "will not start as planned";
  }

  @Override
  public String countedOver() {
    return "as planned again";
  }

  @Override
  public String past() {
    return "was not going to start as planned";
  }

  @Override
  public Advice whatToDo(IncidentContext it) {
    return Advice.repair(it.commands());
  }

  @Override
  public ResolutionWording recovered(IncidentContext it) {
    return new ResolutionWording(
        it.isOfJob() ? "will start as planned again" : "is as configured again",
        "The scheduler again does what the configuration says.",
        "as planned again");
  }

  /** Nothing has been missed yet, so there is nothing to run again. */
  @Override
  public boolean offersRerun(IncidentContext it) {
    return false;
  }

  @Override
  public boolean isRepairable() {
    return true;
  }

  @Override
  public boolean causeSaysWhen() {
    return true;
  }
}
