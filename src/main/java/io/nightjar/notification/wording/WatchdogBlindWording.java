package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Nobody could watch, or one job cannot be judged. */
@Component
class WatchdogBlindWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.WATCHDOG_BLIND;
  }

  @Override
  public String problem(IncidentContext it) {
    if (it.isOfJob()) {
      return "cannot be judged: Nightjar does not know whether it ran";
    }
    return it.isAbout(Subject.WATCHDOG)
        ? "is not running: nobody is told of missing runs"
        : "could not watch";
  }

  @Override
  public String counted(@Nullable String job) {
    return job == null ? "could not watch" : "cannot be judged";
  }

  @Override
  public String past() {
    return "could not watch";
  }

  @Override
  public @Nullable Advice whatToDo(IncidentContext it) {
    return it.isOfJob()
        ? Advice.of(
            "Check the job itself. Then look for \"cannot be judged\" in Nightjar's log, and go"
                + " back to the previous version.")
        : null;
  }

  @Override
  public ResolutionWording recovered(IncidentContext it) {
    if (it.isAbout(Subject.WATCHDOG)) {
      return new ResolutionWording(
          "is running again", "A process that watches is running again.", "is running again");
    }
    return it.isOfJob()
        ? new ResolutionWording(
            "can be judged again", "Nightjar has judged it.", "can be judged again")
        : new ResolutionWording(
            "can watch again", "Everything that was due has been judged.", "can watch again");
  }
}
