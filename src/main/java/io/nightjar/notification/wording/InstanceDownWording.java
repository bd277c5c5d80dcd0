package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A process of Nightjar shows no sign of life. */
@Component
class InstanceDownWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.INSTANCE_DOWN;
  }

  @Override
  public String problem(IncidentContext it) {
    return "is down";
  }

  @Override
  public String counted(@Nullable String job) {
    return "down";
  }

  @Override
  public String countedOver() {
    return "back or replaced";
  }

  @Override
  public String past() {
    return "was down";
  }

  @Override
  public Advice whatToDo(IncidentContext it) {
    return Advice.of(
        "Check the task's events and logs, then start a replacement. This resolves itself when a"
            + " process of the same roles has started.");
  }

  @Override
  public ResolutionWording recovered(IncidentContext it) {
    return it.isTakenOver()
        ? new ResolutionWording(
            "is replaced",
            "Another process of the same roles has started.",
            "another process has taken over")
        : new ResolutionWording("is back", "It shows signs of life again.", "back");
  }
}
