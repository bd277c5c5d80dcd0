package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.outbox.UndeliverableDestination;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A place takes no messages, or refuses one for its text. */
@Component
class UndeliverableWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.UNDELIVERABLE;
  }

  @Override
  public String problem(IncidentContext it) {
    return UndeliverableDestination.isOfContent(it.incident().name())
        ? "refuses the text of a message"
        : "takes no messages";
  }

  @Override
  public String counted(@Nullable String job) {
    return "taking no messages";
  }

  @Override
  public String past() {
    return "took no messages";
  }

  @Override
  public @Nullable Advice whatToDo(IncidentContext it) {
    return null;
  }
}
