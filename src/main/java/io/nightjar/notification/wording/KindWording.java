package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.MessageText;
import org.jspecify.annotations.Nullable;

/** What is said of one kind of incident, and nothing else of the room depends on the kind: a new kind is a new class here. */
public interface KindWording {

  /** Which deadline of its run a kind is about. */
  enum Deadline {
    START("Start by"),
    FINISH("Finish by");

    private final String label;

    Deadline(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  IncidentKind kind();

  /** What is wrong, behind the name of the job or the part: "did not start". */
  String problem(IncidentContext it);

  /**
   * What is wrong with several: "11 jobs did not start".
   *
   * @param job one of their jobs, null: it is no incident of a job
   */
  String counted(@Nullable String job);

  /** What has become of several that are over: "11 jobs: done". */
  default String countedOver() {
    return "done";
  }

  /** What was wrong, said after its end: "had failed". */
  String past();

  default @Nullable Deadline deadline() {
    return null;
  }

  /** Why, as far as it is known. */
  default @Nullable MessageText whatHappened(IncidentContext it) {
    String cause = it.incident().cause();
    return cause == null ? null : MessageText.of(cause);
  }

  default @Nullable Advice whatToDo(IncidentContext it) {
    return Advice.afterFix(it);
  }

  /** How it ended when what was wrong is right again, or another process does it. */
  default ResolutionWording recovered(IncidentContext it) {
    return new ResolutionWording("is over", "It is over.", "over");
  }

  /** Whether a run is still going, so that another one would be refused. */
  default boolean isRunning() {
    return false;
  }

  default boolean offersRerun(IncidentContext it) {
    return it.runsHere() && !isRunning();
  }

  /** Whether the schedule itself has failed, of which a run by hand proves nothing. */
  default boolean isOfSchedule() {
    return false;
  }

  /** Whether to repair the scheduler is what helps. */
  default boolean isRepairable() {
    return false;
  }

  /** Whether the cause says when the run is due, so that nothing else needs to. */
  default boolean causeSaysWhen() {
    return false;
  }
}
