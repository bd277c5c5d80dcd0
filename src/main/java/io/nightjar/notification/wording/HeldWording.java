package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The run was held back, because its input is stale. */
@Component
class HeldWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.HELD;
  }

  @Override
  public String problem(IncidentContext it) {
    return "was held back";
  }

  @Override
  public String counted(@Nullable String job) {
    return "held back";
  }

  @Override
  public String past() {
    return "was held back";
  }
}
