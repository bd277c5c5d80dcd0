package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.MessageText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The run failed, or somebody cancelled it. */
@Component
class FailedWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.FAILED;
  }

  @Override
  public String problem(IncidentContext it) {
    return isCancelled(it) ? "was cancelled" : "failed";
  }

  @Override
  public String counted(@Nullable String job) {
    return "failed";
  }

  @Override
  public String past() {
    return "had failed";
  }

  @Override
  public Advice whatToDo(IncidentContext it) {
    if (!isCancelled(it)) {
      return mayStillRun(it)
          ? Advice.afterFix(it)
              .after(MessageText.of("First check that it is not still running: see what happened."))
          : Advice.afterFix(it);
    }
    return it.runsHere()
        ? Advice.rerun("Re-run it when wanted.", it)
        : Advice.of("It runs elsewhere: start it there when wanted.");
  }

  /** Somebody wanted it so: nothing has broken down. */
  private static boolean isCancelled(IncidentContext it) {
    return it.run() != null && it.run().cancelled();
  }

  private static boolean mayStillRun(IncidentContext it) {
    String cause = it.incident().cause();
    return cause != null
        && (cause.contains("may still") || cause.contains("may do the job all the same"));
  }
}
