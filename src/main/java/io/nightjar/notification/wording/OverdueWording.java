package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.job.Job;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.facts.IncidentFacts.RunFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The run was not finished by its deadline. */
@Component
class OverdueWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.OVERDUE;
  }

  @Override
  public String problem(IncidentContext it) {
    return isDigest(it) ? "has not been delivered" : "has not finished in time";
  }

  @Override
  public String counted(@Nullable String job) {
    return "not finished in time";
  }

  @Override
  public String past() {
    return "was not finished in time";
  }

  @Override
  public Deadline deadline() {
    return Deadline.FINISH;
  }

  @Override
  public @Nullable MessageText whatHappened(IncidentContext it) {
    RunFacts run = it.run();
    if (run == null || run.startedAt() == null) {
      return null;
    }
    if (isDigest(it)) {
      return MessageText.of("The morning digest has not been delivered.");
    }
    return MessageText.format(
        isStopped(it)
            ? "It started {} and is still running. Nightjar is stopping it now (kill-when-overdue)."
            : "It started {} and is still running.",
        it.times().full(run.startedAt()));
  }

  @Override
  public Advice whatToDo(IncidentContext it) {
    if (!it.runsHere()) {
      return Advice.of("It runs elsewhere: check there whether it still makes progress.");
    }
    if (isStopped(it)) {
      return Advice.of("Wait: Nightjar stops it, and says here how it ended.");
    }
    return Advice.of(
        "Wait if it still makes progress. If it hangs, cancel the run, then re-run the job.",
        "Cancel the run",
        it.commands().cancel(it.incident().run()));
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  private static boolean isDigest(IncidentContext it) {
    return it.job() != null && it.job().isDigest();
  }

  private static boolean isStopped(IncidentContext it) {
    Job job = it.job();
    return job != null && job.work() != null && job.work().isKilledWhenOverdue();
  }
}
