package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clock of a process differs from the database's. */
@Component
class ClockSkewWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.CLOCK_SKEW;
  }

  @Override
  public String problem(IncidentContext it) {
    return "is wrong: jobs do not start on time there";
  }

  @Override
  public String counted(@Nullable String job) {
    return "wrong: jobs do not start on time there";
  }

  @Override
  public String countedOver() {
    return "right again";
  }

  @Override
  public String past() {
    return "was wrong";
  }

  @Override
  public Advice whatToDo(IncidentContext it) {
    return Advice.of("Fix the time service (NTP) of the host. This then resolves itself.");
  }

  @Override
  public ResolutionWording recovered(IncidentContext it) {
    return it.isTakenOver()
        ? new ResolutionWording(
            "does not matter any more",
            "No process of Nightjar runs there now.",
            "no process runs there now")
        : new ResolutionWording(
            "is right again", "It agrees with the database's clock again.", "right again");
  }
}
