package io.nightjar.notification.incident;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentTransition;
import io.nightjar.incident.Transition;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.FailureStreak;
import io.nightjar.ledger.expected.FailureStreakRepository;
import io.nightjar.ledger.gap.MonitoringGaps;
import io.nightjar.ledger.gap.MonitoringGaps.Stretch;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.notification.facts.IncidentFacts;
import io.nightjar.notification.facts.IncidentFacts.Blind;
import io.nightjar.notification.facts.IncidentFacts.History;
import io.nightjar.notification.facts.IncidentFacts.RunFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers from the ledger what is said of incidents beside themselves, for many at once. */
@Component
class IncidentFactsReader {

  /** That nobody watched explains why a problem was noticed late; it is no news later. */
  private static final Set<Transition> WITH_GAP =
      Set.of(Transition.OPENED, Transition.AGAIN, Transition.RESOLVED);

  private static final Set<Transition> WITHOUT_STREAK =
      Set.of(Transition.AGAIN, Transition.ACKNOWLEDGED, Transition.RESOLVED);

  private final JobCatalogue catalogue;
  private final CatalogueSync records;
  private final FailureStreakRepository streaks;
  private final RunRecorder runs;
  private final MonitoringGaps gaps;

  IncidentFactsReader(
      JobCatalogue catalogue,
      CatalogueSync records,
      FailureStreakRepository streaks,
      RunRecorder runs,
      MonitoringGaps gaps) {
    this.catalogue = catalogue;
    this.records = records;
    this.streaks = streaks;
    this.runs = runs;
    this.gaps = gaps;
  }

  /** What was read for all. */
  private record Read(
      Map<String, JobRecord> records,
      Map<String, FailureStreak> streaks,
      Map<UUID, Run> runs,
      List<Stretch> gaps) {}

  /** The facts of each transition, in the same order. */
  List<IncidentFacts> read(List<IncidentTransition> transitions, Instant now) {
    Set<String> jobs = of(transitions, IncidentTransition::incident, Incident::job);
    List<IncidentTransition> counted = transitions.stream()
        .filter(it -> !WITHOUT_STREAK.contains(it.transition()))
        .toList();
    Read read = new Read(
        jobs.isEmpty() ? Map.of() : records.byName(jobs),
        streaks.of(of(counted, IncidentTransition::incident, Incident::job)),
        runs.byId(of(transitions, Function.identity(), IncidentTransition::run)),
        transitions.stream().anyMatch(IncidentFactsReader::mayBeLate) ? gaps.known() : List.of());
    return transitions.stream().map(it -> facts(it, read, now)).toList();
  }

  private static <T, R> Set<R> of(
      List<IncidentTransition> transitions,
      Function<IncidentTransition, T> part,
      Function<T, @Nullable R> value) {
    Stream<@Nullable R> values = transitions.stream().map(part).map(value);
    return values.filter(Objects::nonNull).collect(Collectors.toSet());
  }

  private static boolean mayBeLate(IncidentTransition transition) {
    return transition.incident().deadline() != null && WITH_GAP.contains(transition.transition());
  }

  private IncidentFacts facts(IncidentTransition transition, Read read, Instant now) {
    Incident incident = transition.incident();
    String job = incident.job();
    UUID run = transition.run();
    Instant deadline = mayBeLate(transition) ? incident.deadline() : null;
    return new IncidentFacts(
        transition.transition(),
        incident,
        job == null ? null : catalogue.find(job).orElse(null),
        run == null ? null : facts(read.runs().get(run)),
        history(incident, read),
        deadline == null ? null : Blind.around(deadline, read.gaps()),
        now,
        transition.mute());
  }

  private static @Nullable RunFacts facts(@Nullable Run run) {
    if (run == null) {
      return null;
    }
    String by = run.request() == null ? null : run.request().by();
    String excerpt = run.finish() == null ? null : run.finish().excerpt();
    boolean cancelled = run.outcome() == Outcome.CANCELLED;
    return new RunFacts(run.firedAt(), run.startedAt(), run.finishedAt(), by, excerpt, cancelled);
  }

  private static History history(Incident incident, Read read) {
    JobRecord record = read.records().get(incident.name());
    return record == null
        ? new History(null, null)
        : new History(
            record.dataAsOf(),
            record.lastScheduledStart(),
            streak(read.streaks().get(incident.name()), incident));
  }

  /** Only the incident of the latest occurrence can say how often in a row it has been. */
  private static IncidentFacts.@Nullable Streak streak(
      @Nullable FailureStreak streak, Incident incident) {
    return streak == null || !streak.last().equals(incident.occurrence())
        ? null
        : new IncidentFacts.Streak(streak.count(), streak.nights());
  }
}
