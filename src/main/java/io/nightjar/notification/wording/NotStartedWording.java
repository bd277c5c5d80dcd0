package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.job.Job;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.facts.IncidentFacts.RunFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** No start was reported by the deadline. */
@Component
class NotStartedWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.NOT_STARTED;
  }

  @Override
  public String problem(IncidentContext it) {
    return "did not start";
  }

  @Override
  public String counted(@Nullable String job) {
    return "did not start";
  }

  @Override
  public String past() {
    return "did not start";
  }

  @Override
  public Deadline deadline() {
    return Deadline.START;
  }

  @Override
  public @Nullable MessageText whatHappened(IncidentContext it) {
    RunFacts run = it.run();
    if (run != null) {
      return MessageText.format(
          "It was fired {}, but its work has not begun.", it.times().full(run.firedAt()));
    }
    Instant deadline = it.incident().deadline();
    String by = deadline == null ? "" : " by " + it.times().time(deadline);
    String cause = it.incident().cause();
    return MessageText.of(
        cause == null ? "No start was reported" + by + "." : "Not started" + by + ": " + cause);
  }

  /** Whoever re-runs it by hand while Nightjar starts it has it done twice. */
  @Override
  public Advice whatToDo(IncidentContext it) {
    Job job = it.job();
    Advice advice = advice(it);
    Instant occurrence = it.incident().occurrence();
    if (job == null || !job.runsHere() || occurrence == null || it.run() != null) {
      return advice;
    }
    Instant until = occurrence.plus(job.catchUpWithin());
    return until.isAfter(it.facts().now())
        ? advice.after(MessageText.format(
            "Nightjar itself starts it as soon as it can, until {} (catch-up-within). If it does not:",
            it.times().full(until)))
        : advice;
  }

  /** A cause is known only when no thread was free: then another run would wait as well. */
  private static Advice advice(IncidentContext it) {
    return it.incident().cause() == null || !it.runsHere()
        ? Advice.afterFix(it)
        : Advice.rerun(
            "Cancel a run that hangs, or raise nightjar.scheduler.threads at the next restart. Then re-run it.",
            it);
  }

  @Override
  public boolean isOfSchedule() {
    return true;
  }
}
