package io.nightjar.watchdog.digest;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.report.NightQueries;
import io.nightjar.ledger.report.NightQueries.Night;
import io.nightjar.notification.incident.IncidentMessages;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.watchdog.digest.DigestReport.Behind;
import io.nightjar.watchdog.digest.DigestReport.Deliveries;
import io.nightjar.watchdog.digest.DigestReport.Next;
import io.nightjar.watchdog.digest.DigestReport.Open;
import io.nightjar.watchdog.digest.DigestReport.Some;
import io.nightjar.watchdog.digest.DigestReport.Unusual;
import io.nightjar.watchdog.gap.MonitoringGapTracker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Gathers what the message of the morning tells. */
@Component
class DigestReader {

  private static final Set<String> OWN = Set.of(JobCatalogue.DIGEST, JobCatalogue.CANARY);
  private static final int SHOWN = 10;
  private static final int OPEN_AT_MOST = 10_000;
  private static final int COMPARED = 15;
  private static final Duration LOOKING_BACK = Duration.ofDays(30);

  private final NightQueries mornings;
  private final IncidentRepository incidents;
  private final IncidentMessages messages;
  private final JobCatalogue catalogue;
  private final Outbox outbox;
  private final MonitoringGapTracker blindTime;

  DigestReader(
      NightQueries mornings,
      IncidentRepository incidents,
      IncidentMessages messages,
      JobCatalogue catalogue,
      Outbox outbox,
      MonitoringGapTracker blindTime) {
    this.mornings = mornings;
    this.incidents = incidents;
    this.messages = messages;
    this.catalogue = catalogue;
    this.outbox = outbox;
    this.blindTime = blindTime;
  }

  /** The facts of the night from one occurrence of the digest to the next. */
  DigestReport report(Instant from, Instant to, Instant nextMorning, Instant now) {
    Night night = new Night(from, to, OWN);
    List<String> byHand = mornings.runByHand(night);
    return new DigestReport(
        from,
        to,
        counts(mornings.states(night), byHand.size()),
        some(mornings.behind(night), it -> new Behind(it.job(), it.dataAsOf())),
        open(now),
        next(new Night(to, nextMorning, OWN)),
        some(byHand, job -> job),
        some(mornings.unplanned(now, Set.of(JobCatalogue.CANARY)), job -> job),
        unusual(to),
        new Deliveries(outbox.troubledSince(from), outbox.pending(now).count()),
        some(blindTime.between(from, to), it -> it));
  }

  private static DigestReport.Night counts(Map<ExpectedState, Long> states, long byHand) {
    Function<ExpectedState, Long> count = state -> states.getOrDefault(state, 0L);
    return new DigestReport.Night(
        count.apply(ExpectedState.MET),
        count.apply(ExpectedState.MET_LATE),
        count.apply(ExpectedState.MISSED),
        count.apply(ExpectedState.FAILED),
        count.apply(ExpectedState.OVERDUE),
        count.apply(ExpectedState.SKIPPED),
        count.apply(ExpectedState.HELD),
        count.apply(ExpectedState.AWAITING) + count.apply(ExpectedState.RUNNING),
        byHand);
  }

  private Some<Open> open(Instant now) {
    List<Incident> open = incidents.list(new IncidentQuery(true, null, OPEN_AT_MOST)).stream()
        .filter(incident -> !JobCatalogue.DIGEST.equals(incident.job()))
        .sorted(Comparator.comparing(Incident::openedAt).thenComparing(Incident::id))
        .toList();
    return some(
        open,
        incident -> new Open(
            messages.summary(incident),
            incident.openedAt(),
            incident.isAcknowledged(now) && incident.acknowledgement() != null
                ? incident.acknowledgement().by()
                : null));
  }

  private Next next(Night night) {
    return new Next(mornings.count(night), mornings.first(night).orElse(null), night.to());
  }

  private Some<Unusual> unusual(Instant to) {
    List<String> jobs = catalogue.configured().stream().map(Job::name).toList();
    List<Unusual> unusual = new ArrayList<>();
    mornings
        .durations(jobs, to.minus(LOOKING_BACK), COMPARED)
        .forEach((job, durations) -> DurationOutliers.usual(durations)
            .ifPresent(usual -> unusual.add(new Unusual(job, durations.get(0), usual))));
    return some(unusual, it -> it);
  }

  private static <T, R> Some<R> some(List<T> all, Function<T, R> shown) {
    return new Some<>(all.stream().limit(SHOWN).map(shown).toList(), all.size());
  }
}
