package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.MessageText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The job has left the configuration. */
@Component
class JobRemovedWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.JOB_REMOVED;
  }

  @Override
  public String problem(IncidentContext it) {
    return "is no longer watched: it has left the configuration";
  }

  @Override
  public String counted(@Nullable String job) {
    return "no longer watched";
  }

  @Override
  public String countedOver() {
    return "watched again";
  }

  @Override
  public String past() {
    return "had left the configuration";
  }

  @Override
  public @Nullable MessageText whatHappened(IncidentContext it) {
    return MessageText.of("Its schedule is gone: nobody will notice when it does not run.");
  }

  @Override
  public Advice whatToDo(IncidentContext it) {
    return Advice.of(
        "If that was intended, resolve this. If not, put the job back into the configuration.",
        "Resolve this",
        it.commands().resolve(it.incident().id()));
  }
}
