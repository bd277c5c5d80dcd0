package io.nightjar.notification.wording;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Transition;
import io.nightjar.job.Job;
import io.nightjar.notification.Message.Action;
import io.nightjar.notification.Message.Deed;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.MessageTimes;
import io.nightjar.notification.facts.IncidentFacts;
import io.nightjar.notification.facts.IncidentFacts.Blind;
import io.nightjar.notification.facts.IncidentFacts.RunFacts;
import io.nightjar.notification.wording.KindWording.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of one incident: what its kind says, and what is said of all kinds alike. */
public final class IncidentWording {

  private final KindWording kind;
  private final IncidentContext it;
  private final IncidentFacts facts;
  private final Incident incident;
  private final MessageTimes times;

  IncidentWording(KindWording kind, IncidentContext it) {
    this.kind = kind;
    this.it = it;
    this.facts = it.facts();
    this.incident = it.incident();
    this.times = it.times();
  }

  public String problem() {
    String what = kind.problem(it);
    return facts.transition() == Transition.AGAIN ? what + " again" : what;
  }

  /** What became of it while it is open. */
  public FollowUpWording followUp() {
    return new FollowUpWording(facts, times);
  }

  public @Nullable MessageText expected() {
    Instant occurrence = incident.occurrence();
    return occurrence == null ? null : times.full(occurrence);
  }

  /** The deadline that was missed; empty when the kind is about none. */
  public Optional<Fact> deadline() {
    Deadline which = kind.deadline();
    Instant deadline = incident.deadline();
    return which == null || deadline == null
        ? Optional.empty()
        : Optional.of(Fact.field(which.label(), times.full(deadline)));
  }

  public @Nullable MessageText whatHappened() {
    MessageText what = kind.whatHappened(it);
    RunFacts run = it.run();
    boolean rerun = facts.transition() == Transition.AGAIN || it.isOfNoRun();
    return what != null && rerun && run != null && run.by() != null
        ? MessageText.format("{} (re-run by {})", what, run.by())
        : what;
  }

  public @Nullable Advice whatToDo() {
    Job job = it.job();
    return job != null && job.isDigest() ? Advice.digest(it) : kind.whatToDo(it);
  }

  /** What the reader can do at once: only what would be accepted now. */
  public List<Action> actions() {
    String id = Long.toString(incident.id());
    Job job = it.job();
    List<Action> actions = new ArrayList<>();
    if (job != null && kind.offersRerun(it)) {
      actions.add(Action.rerun("Re-run", job.name(), incident.id()));
    }
    actions.add(new Action(Deed.ACKNOWLEDGE, "Acknowledge", id));
    // Only what has a job in the catalogue can be muted.
    if (job != null) {
      actions.add(new Action(Deed.MUTE, "Mute 24 h", id));
    }
    return actions;
  }

  public @Nullable MessageText noticedLate() {
    Blind blind = facts.blind();
    return blind == null
        ? null
        : MessageText.format(
            "Nightjar {} from {} to {}.",
            blind.why(),
            times.full(blind.from()),
            times.full(blind.to()));
  }

  public @Nullable MessageText dataAsOf() {
    if (incident.job() == null) {
      return null;
    }
    Instant dataAsOf = facts.history().dataAsOf();
    return dataAsOf == null ? MessageText.of("no success recorded yet") : times.full(dataAsOf);
  }

  public @Nullable MessageText nextRun() {
    Job job = it.job();
    return job == null || (kind.causeSaysWhen() && incident.isOpen())
        ? null
        : times.full(job.nextOccurrence(facts.now()));
  }

  /** For a list of several: without the environment, with the occurrence. */
  public MessageText summary(String what) {
    Instant occurrence = incident.occurrence();
    String line = incident.name() + " " + what;
    return occurrence == null
        ? MessageText.of(line)
        : MessageText.format("{} ({})", line, times.full(occurrence));
  }

  /** The same of what is wrong; of what is only to come, what that is: there is no time of an event yet. */
  public MessageText problemSummary() {
    MessageText line = summary(problem());
    return kind.causeSaysWhen() && incident.cause() != null
        ? line.plus(": " + incident.cause())
        : line;
  }

  public ResolutionWording resolution() {
    return ResolutionWording.of(it, kind);
  }

  /** A run by hand recovers the data and says nothing of the schedule. */
  public @Nullable MessageText scheduleUnproven() {
    boolean byHand =
        Objects.requireNonNull(incident.ending()).resolution() == Resolution.MANUAL_RUN;
    if (!byHand || !kind.isOfSchedule()) {
      return null;
    }
    Instant last = facts.history().lastScheduledStart();
    return last == null
        ? MessageText.of("The schedule has not started the job since Nightjar began to watch it.")
        : MessageText.format("The schedule has not started the job since {}.", times.full(last));
  }

  /** What has become of it since it was told, in a few words; null when nothing has. */
  public @Nullable MessageText state() {
    if (incident.ending() != null) {
      return MessageText.format(
          "{}, {}", resolution().state(), times.full(incident.ending().at()));
    }
    return followUp().state();
  }

  /** How it ended and what it was, instead of a headline that says that it is. */
  public String endedHeadline() {
    return incident.name() + ": " + state() + " (" + kind.past() + ")";
  }
}
