package io.nightjar.ledger.trigger;

import io.nightjar.job.Job;
import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Compares a stored trigger of the scheduler with the catalogue. Pure. */
public final class TriggerComparison {

  /** The clocks of two instances may differ, and one of them may have fired it already. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  /** What brings the scheduler in line with the catalogue. */
  public enum Remedy {
    NONE,
    /** It is not there. */
    CREATE,
    /** It is wrong: what is stored is thrown away. */
    REPLACE,
    /** Its job's row is wrong: only that is written anew. */
    REWRITE_JOB,
    /** It is right, but paused. */
    RESUME,
    /** It is right, but in ERROR. A pending fire time is kept. */
    RESET
  }

  /**
   * What is there.
   *
   * @param remedy what to do
   * @param reason why, as a sentence for people
   */
  public record Finding(Remedy remedy, String reason) {

    public boolean isRight() {
      return remedy == Remedy.NONE;
    }
  }

  private static final Finding RIGHT = new Finding(Remedy.NONE, "");

  private TriggerComparison() {}

  public static Finding check(Job job, @Nullable StoredTrigger stored, Instant now) {
    if (stored == null) {
      return new Finding(Remedy.CREATE, "the scheduler has no entry for it");
    }
    Finding finding = contents(job, stored);
    if (finding.isRight()) {
      finding = state(stored);
    }
    return finding.isRight() ? nextFire(job, stored, now) : finding;
  }

  private static Finding contents(Job job, StoredTrigger stored) {
    Schedule schedule = job.schedule();
    String own = StoredTrigger.GROUP + "." + job.name();
    if (!stored.type().equals(StoredTrigger.TYPE) || !stored.target().job().equals(own)) {
      return replace("the scheduler has an entry of another type under its name, a " + stored.type()
          + " trigger of " + stored.target().job());
    }
    if (!schedule.expression().equals(stored.expression())
        || !schedule.zone().getId().equals(stored.zone())) {
      return replace("the scheduler has another schedule for it, \"%s\" in %s"
          .formatted(stored.expression(), stored.zone()));
    }
    if (!stored.target().readable()) {
      return replace("the scheduler cannot read what is stored for it");
    }
    if (!stored.target().jobClass().equals(StoredTrigger.JOB_CLASS)) {
      return new Finding(
          Remedy.REWRITE_JOB,
          "the scheduler would run something else for it, the class "
              + stored.target().jobClass());
    }
    return RIGHT;
  }

  private static Finding state(StoredTrigger stored) {
    return switch (stored.state()) {
      case StoredTrigger.WAITING -> RIGHT;
      case StoredTrigger.ACQUIRED, StoredTrigger.EXECUTING ->
        stored.inFlight()
            ? RIGHT
            : replace("the scheduler waits for a start of it that no instance performs ("
                + stored.state() + ")");
      case StoredTrigger.PAUSED -> new Finding(Remedy.RESUME, "the scheduler has paused it");
      case StoredTrigger.ERROR ->
        new Finding(Remedy.RESET, "the scheduler has given it up after an error");
      default -> replace("the scheduler does not release it (" + stored.state() + ")");
    };
  }

  /** A time that has passed is the scheduler's to deal with: it fires late or has misfired. */
  private static Finding nextFire(Job job, StoredTrigger stored, Instant now) {
    Schedule schedule = job.schedule();
    Instant next = stored.nextFire();
    if (next == null) {
      return replace("the scheduler would never start it");
    }
    boolean right = !next.isAfter(now)
        || (schedule.next(next.minusNanos(1)).equals(next)
            && !next.isAfter(schedule.next(now.plus(TOLERANCE))));
    return right ? RIGHT : replace("the scheduler would start it " + job.localTime(next));
  }

  private static Finding replace(String reason) {
    return new Finding(Remedy.REPLACE, reason);
  }
}
