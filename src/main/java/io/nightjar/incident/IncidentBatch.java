package io.nightjar.incident;

import io.nightjar.incident.IncidentChange.End;
import io.nightjar.incident.IncidentChange.Open;
import io.nightjar.incident.IncidentChange.Repeat;
import io.nightjar.incident.LatestOccurrences.Standing;
import io.nightjar.incident.mute.ActiveMutes;
import io.nightjar.incident.mute.Mute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The changes of one transaction, each kind written in one statement; collects the transitions that people are notified of. */
final class IncidentBatch {

  private final IncidentRepository repository;
  private final FollowUpProperties settings;
  private final Supplier<ActiveMutes> mutes;
  private final Instant now;
  private final List<IncidentTransition> transitions = new ArrayList<>();

  /** What ended, as it was before, by its thread. */
  private final Map<UUID, Incident> endedThreads = new HashMap<>();

  IncidentBatch(
      IncidentRepository repository,
      FollowUpProperties settings,
      Supplier<ActiveMutes> mutes,
      Instant now) {
    this.repository = repository;
    this.settings = settings;
    this.mutes = mutes;
    this.now = now;
  }

  List<IncidentTransition> transitions() {
    return transitions;
  }

  /** What another transaction has ended meanwhile is left out. */
  void end(List<End> endings) {
    if (endings.isEmpty()) {
      return;
    }
    Map<Long, End> wanted = new LinkedHashMap<>();
    endings.forEach(end -> wanted.putIfAbsent(end.incident().id(), end));
    Map<Long, Incident> open = new HashMap<>();
    repository.lockOpen(wanted.keySet()).forEach(it -> open.put(it.id(), it));
    List<Incident> ended = new ArrayList<>();
    wanted.forEach((id, end) -> {
      Incident before = open.get(id);
      if (before != null) {
        Incident after = before.resolved(now, end.how(), end.by());
        endedThreads.put(before.thread(), before);
        ended.add(after);
        // If nobody was notified of the opening, nobody is notified of the end.
        if (end.how() != Resolution.REPLACED
            && before.followUp().notified()
            && !end.announce().isDirect()) {
          tell(Transition.RESOLVED, after, end.run(), null, false);
        }
      }
    });
    repository.end(ended);
  }

  void repeat(Collection<Repeat> repeats) {
    for (Repeat repeat : repeats) {
      Incident incident = repeat.incident().repeated(repeat.run(), repeat.cause());
      repository.repeat(incident);
      if (incident.followUp().notified() && mute(incident.job()) == null) {
        tell(Transition.AGAIN, incident, incident.run(), null, false);
      }
    }
  }

  /** Returns what was not open yet. */
  List<Incident> open(Collection<Open> openings) {
    if (openings.isEmpty()) {
      return List.of();
    }
    Map<String, Open> wanted = new LinkedHashMap<>();
    openings.forEach(open -> wanted.put(open.finding().key(), open));
    List<Incident> opened =
        repository.openIfAbsent(wanted.values().stream().map(this::opened).toList());
    for (Incident incident : opened) {
      Open open = Objects.requireNonNull(wanted.get(incident.key()));
      boolean muted =
          open.announce() == Announce.NORMALLY && incident.followUp().mutedUntil() != null;
      if (!open.announce().isDirect() && !muted) {
        tell(Transition.OPENED, incident, incident.run(), null, !isThreadStarted(open));
      }
    }
    return opened;
  }

  private Incident opened(Open open) {
    UUID thread = open.thread() == null ? UUID.randomUUID() : open.thread();
    Incident incident = Incident.of(open.finding(), thread, FollowUpState.NONE, now);
    return incident.withFollowUp(
        switch (open.announce()) {
          case NORMALLY -> followUp(incident, open, mute(incident.job()));
          case EVEN_WHEN_MUTED -> unmutable(incident);
          case DIRECTLY_DONE -> FollowUpState.NONE;
          case DIRECTLY_PENDING -> new FollowUpState(false, null, 0, null, null, null);
        });
  }

  private FollowUpState followUp(Incident incident, Open open, @Nullable Mute mute) {
    Incident replaced = open.thread() == null ? null : endedThreads.get(open.thread());
    FollowUpState begun = new FollowUpState(
        mute == null || isThreadStarted(open),
        null,
        0,
        null,
        replaced == null ? null : replaced.followUp().escalatedAt(),
        null);
    return FollowUpDecision.opened(incident.withFollowUp(begun), settings, mute);
  }

  private boolean isThreadStarted(Open open) {
    Incident replaced = open.thread() == null ? null : endedThreads.get(open.thread());
    return replaced != null && replaced.followUp().notified();
  }

  /** People are notified of it in any case; a second message says that a mute stops its reminders. */
  private FollowUpState unmutable(Incident incident) {
    if (!incident.kind().isReminded()) {
      return FollowUpState.NONE;
    }
    return FollowUpState.NONE.dueAt(
        mute(incident.job()) == null
            ? FollowUpDecision.next(incident, settings, Standing.ALONE, now)
            : now);
  }

  private @Nullable Mute mute(@Nullable String job) {
    return job == null ? null : mutes.get().covering(job).orElse(null);
  }

  private void tell(
      Transition transition,
      Incident incident,
      @Nullable UUID run,
      @Nullable Mute mute,
      boolean startsThread) {
    transitions.add(new IncidentTransition(transition, incident, run, mute, startsThread));
  }
}
