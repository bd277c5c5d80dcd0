package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Only a newer version of Nightjar, which shares the database, knows the kind. */
@Component
class UnknownWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.UNKNOWN;
  }

  @Override
  public String problem(IncidentContext it) {
    return "has a problem that a newer version of Nightjar can explain";
  }

  @Override
  public String counted(@Nullable String job) {
    return "in trouble";
  }

  @Override
  public String past() {
    return "had a problem";
  }

  @Override
  public @Nullable Advice whatToDo(IncidentContext it) {
    return null;
  }
}
