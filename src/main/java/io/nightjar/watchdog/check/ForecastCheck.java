package io.nightjar.watchdog.check;

import io.nightjar.incident.Findings;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.job.UpcomingRuns;
import io.nightjar.ledger.job.UpcomingRuns.Plan;
import io.nightjar.ledger.trigger.StoredTrigger;
import io.nightjar.ledger.trigger.StoredTriggerRepository;
import io.nightjar.watchdog.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares, hours before anything is due, what the scheduler will do with what is expected of it. Two observed in a row must
 * agree: between the reads of one a start may be under way.
 */
@Component
class ForecastCheck implements Check {

  private static final Logger log = LoggerFactory.getLogger(ForecastCheck.class);
  private static final Duration EVERY = Duration.ofSeconds(20);

  /** Looks further apart have something between them that nobody saw, as a database that was away. */
  private static final Duration GAP = Duration.ofSeconds(35);

  /** A scheduler deals with what was missed within its misfire threshold and one round of its look for it. */
  private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(130);

  /** So long the parts of a deployment may know different catalogues. */
  private static final Duration DEPLOYMENT = Duration.ofMinutes(5);

  private final JobCatalogue catalogue;
  private final StoredTriggerRepository stored;
  private final UpcomingRuns plans;
  private final InstanceRepository instances;
  private final IncidentRepository incidents;
  private final ObservationWindow observed = new ObservationWindow(GAP);
  private Set<String> suspected = Set.of();
  private Set<String> strangers = Set.of();

  ForecastCheck(
      JobCatalogue catalogue,
      StoredTriggerRepository stored,
      UpcomingRuns plans,
      InstanceRepository instances,
      IncidentRepository incidents) {
    this.catalogue = catalogue;
    this.stored = stored;
    this.plans = plans;
    this.instances = instances;
    this.incidents = incidents;
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Optional<Findings> check(Instant now) {
    SchedulerInstances schedulers = SchedulerInstances.of(instances.present());
    ForecastResult result = new ForecastResult();
    schedulers.standings(now).forEach(it -> result.addSubject(it.subject(), it.outlook()));
    boolean judged = isJudged(schedulers, now);
    if (judged) {
      lookAtJobs(schedulers, result, now);
    }
    Findings findings = new Findings(
        IncidentKind.SCHEDULER_DRIFT,
        result.confirmedBy(suspected),
        open ->
            isOver(open, result, judged) ? Optional.of(Resolution.RECOVERED) : Optional.empty());
    suspected = result.suspects();
    observed.done(now);
    return Optional.of(findings);
  }

  /** A start is no alarm, and where no scheduler is, there is nothing to foresee. */
  private boolean isJudged(SchedulerInstances schedulers, Instant now) {
    return schedulers.startedSince().isPresent()
        || (!schedulers.isEmpty() && observed.lastFor(SchedulerInstances.LONGEST_START, now));
  }

  private void lookAtJobs(SchedulerInstances schedulers, ForecastResult result, Instant now) {
    Map<String, Plan> expected = plans.after(now);
    Map<String, StoredTrigger> triggers =
        stored.all().stream().collect(Collectors.toMap(StoredTrigger::name, Function.identity()));
    boolean passing = isPassing(schedulers, now);
    for (Job job : catalogue.listed()) {
      Plan plan = expected.get(job.name());
      if (plan != null && isAgreed(job, plan, schedulers, now)) {
        result.addJob(
            job.name(), JobForecast.of(job, plan, triggers.get(job.name()), passing, now));
      } else if (plan != null) {
        result.addJob(job.name(), Assessment.UNDECIDED);
      }
    }
    // What only another version's catalogue has is that version's to judge.
    expected.keySet().stream()
        .filter(name -> catalogue.find(name).isEmpty())
        .forEach(name -> result.addJob(name, Assessment.UNDECIDED));
    mention(triggers.keySet(), expected.keySet());
    boolean paused =
        triggers.values().stream().anyMatch(it -> it.state().equals(StoredTrigger.PAUSED));
    result.addSubject(PausedGroups.SUBJECT, PausedGroups.outlook(stored.pausedGroups(), paused));
  }

  private void mention(Set<String> triggers, Set<String> expected) {
    Set<String> now = new HashSet<>(triggers);
    now.removeAll(expected);
    if (!now.isEmpty() && !now.equals(strangers)) {
      log.warn("The scheduler has entries that belong to no job; nothing is run for them: {}", now);
    }
    strangers = now;
  }

  /** Another version's catalogue may be the one in force, or the scheduler may not have it yet. */
  private static boolean isAgreed(Job job, Plan plan, SchedulerInstances schedulers, Instant now) {
    Instant changed = plan.changedAt();
    return plan.definition().equals(job.definition())
        && (changed == null
            || now.isAfter(changed.plus(DEPLOYMENT))
            || schedulers.hasStartedSince(changed));
  }

  /** Skips jobs that no process starts. If the scheduler starts nothing at all, that is one incident of the scheduler, not one of each job. */
  private boolean isPassing(SchedulerInstances schedulers, Instant now) {
    return observed.lastFor(RECOVERS_WITHIN, now)
        && schedulers
            .startedSince()
            .filter(since -> since.plus(RECOVERS_WITHIN).isBefore(now))
            .isPresent()
        && incidents.openOf(IncidentKind.SCHEDULER_SILENT).isEmpty();
  }

  /** What was not looked at is left as it is; what is not there any more is over. */
  private static boolean isOver(Incident incident, ForecastResult result, boolean judged) {
    if (result.knows(incident.name())) {
      return result.isRight(incident.name());
    }
    boolean ofInstance = incident.name().startsWith(SchedulerInstances.subject(""));
    return ofInstance || judged;
  }
}
