package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The run was not begun, because an earlier one was still going. */
@Component
class SkippedWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.SKIPPED;
  }

  @Override
  public String problem(IncidentContext it) {
    return "was skipped";
  }

  @Override
  public String counted(@Nullable String job) {
    return "skipped";
  }

  @Override
  public String past() {
    return "was skipped";
  }

  @Override
  public Advice whatToDo(IncidentContext it) {
    return it.runsHere()
        ? Advice.rerun(
            "Wait for the earlier run, or cancel it. Then re-run this one if it is still needed.",
            it)
        : Advice.of("Wait for the earlier run, or end it where it runs.");
  }

  @Override
  public boolean isRunning() {
    return true;
  }
}
