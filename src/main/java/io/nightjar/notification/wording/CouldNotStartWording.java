package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.MessageText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The job could not be started: at its time, or as a rehearsal showed long before. */
@Component
class CouldNotStartWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.COULD_NOT_START;
  }

  @Override
  public String problem(IncidentContext it) {
    return it.isOfNoRun() ? "cannot start" : "could not start";
  }

  @Override
  public String counted(@Nullable String job) {
    return "could not start";
  }

  @Override
  public String countedOver() {
    return "can start again";
  }

  @Override
  public String past() {
    return "could not start";
  }

  @Override
  public @Nullable MessageText whatHappened(IncidentContext it) {
    String cause = it.incident().cause();
    if (cause == null) {
      return null;
    }
    return MessageText.of(it.isOfNoRun() ? "Found before it is due: " + cause : cause);
  }

  @Override
  public @Nullable Advice whatToDo(IncidentContext it) {
    return it.isOfNoRun()
        ? Advice.of(
            "Go back to the previous version, or fix the cause and restart Nightjar. Then check that it"
                + " can start.",
            "Check it",
            it.commands().rehearse())
        : Advice.afterFix(it);
  }

  @Override
  public ResolutionWording recovered(IncidentContext it) {
    return new ResolutionWording(
        "can start again",
        "Nightjar rehearsed all jobs again, and this one could start.",
        "can start again");
  }

  /** Before its time nothing has been missed, so there is nothing to run again. */
  @Override
  public boolean offersRerun(IncidentContext it) {
    return it.runsHere() && !it.isOfNoRun();
  }

  @Override
  public boolean isOfSchedule() {
    return true;
  }
}
