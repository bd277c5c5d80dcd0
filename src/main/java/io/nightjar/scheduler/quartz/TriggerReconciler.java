package io.nightjar.scheduler.quartz;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.trigger.StoredTrigger;
import io.nightjar.ledger.trigger.StoredTriggerRepository;
import io.nightjar.ledger.trigger.TriggerComparison;
import io.nightjar.ledger.trigger.TriggerComparison.Finding;
import io.nightjar.ledger.trigger.TriggerComparison.Remedy;
import io.nightjar.scheduler.SchedulerRepair.Repaired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings Quartz in line with the catalogue, whatever the tables contain. Correct triggers are left alone, so that a
 * restart loses no pending fire time.
 */
@Component
class TriggerReconciler {

  private static final Logger LOG = LoggerFactory.getLogger(TriggerReconciler.class);

  private static final int ROUNDS = 3;

  private final JobCatalogue catalogue;
  private final Scheduler scheduler;
  private final StoredTriggerRepository stored;
  private final TransactionTemplate transaction;

  TriggerReconciler(
      JobCatalogue catalogue,
      Scheduler scheduler,
      StoredTriggerRepository stored,
      TransactionTemplate transaction) {
    this.catalogue = catalogue;
    this.scheduler = scheduler;
    this.stored = stored;
    this.transaction = transaction;
  }

  /** What was repaired, and what could not be repaired. */
  record Outcome(List<Repaired> repaired, List<String> problems) {

    Outcome() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  Outcome reconcile(Instant now) {
    Outcome outcome = new Outcome();
    change(
        "the Quartz job of ad-hoc triggers",
        outcome,
        done -> scheduler.addJob(TriggerGroup.detail(TriggerGroup.ONE_OFF), true));
    resumeGroups(outcome);
    Map<String, StoredTrigger> triggers =
        stored.all().stream().collect(Collectors.toMap(StoredTrigger::name, Function.identity()));
    Set<String> known = new HashSet<>(stored.jobs());
    known.addAll(triggers.keySet());
    for (Job job : catalogue.jobs()) {
      if (job.runsHere()) {
        known.remove(job.name());
        reconcile(job, triggers.get(job.name()), outcome, now);
      }
    }
    known.forEach(name -> remove(name, outcome));
    return outcome;
  }

  private void reconcile(Job job, @Nullable StoredTrigger found, Outcome outcome, Instant now) {
    if (TriggerComparison.check(job, found, now).isRight()) {
      return;
    }
    change("the trigger of job " + job.name(), outcome, done -> repair(job, done, now));
  }

  /**
   * Checks again while it holds the lock under which Quartz itself changes triggers, so that the second of two starting
   * instances sees what the first has repaired. One repair may show the need for another.
   */
  private void repair(Job job, List<Repaired> done, Instant now) throws SchedulerException {
    stored.lock();
    for (int round = 0; round < ROUNDS; round++) {
      Finding finding = TriggerComparison.check(job, stored.find(job.name()).orElse(null), now);
      if (finding.remedy() == Remedy.NONE) {
        return;
      }
      apply(finding, job, now);
      done.add(new Repaired(job.name(), finding.reason()));
      if (finding.remedy() == Remedy.CREATE) {
        LOG.info("job {} is scheduled: {}", job.name(), job.schedule());
      } else {
        LOG.warn(
            "the trigger of job {} is repaired ({}): {}",
            job.name(),
            finding.reason(),
            job.schedule());
      }
    }
  }

  private void apply(Finding finding, Job job, Instant now) throws SchedulerException {
    TriggerKey key = TriggerGroup.SCHEDULED.trigger(job.name());
    JobDetail detail = TriggerGroup.detail(TriggerGroup.scheduledJob(job.name()));
    switch (finding.remedy()) {
      case NONE -> {}
      case REWRITE_JOB -> scheduler.addJob(detail, true);
      case RESUME -> scheduler.resumeTrigger(key);
      case RESET -> scheduler.resetTriggerFromErrorState(key);
      case CREATE, REPLACE -> {
        scheduler.unscheduleJob(key);
        scheduler.addJob(detail, true);
        scheduler.scheduleJob(ScheduleTrigger.of(key, detail.getKey(), job.schedule(), now));
      }
    }
  }

  private void remove(String name, Outcome outcome) {
    change("job " + name, outcome, done -> {
      scheduler.unscheduleJob(TriggerGroup.SCHEDULED.trigger(name));
      scheduler.deleteJob(TriggerGroup.scheduledJob(name));
      LOG.warn(
          "job {} is no longer scheduled: the catalogue has no job with this name that runs here",
          name);
      done.add(new Repaired(
          name,
          "the scheduler had an entry for it, but the catalogue has no such job that runs here"));
    });
  }

  /** Quartz stores the pause of a group in its tables, and new triggers of the group start paused. */
  private void resumeGroups(Outcome outcome) {
    change("paused groups", outcome, done -> {
      for (String group : scheduler.getPausedTriggerGroups()) {
        LOG.warn("trigger group {} was PAUSED and is resumed", group);
        scheduler.resumeTriggers(GroupMatcher.triggerGroupEquals(group));
        done.add(new Repaired(null, "the scheduler had paused the group " + group));
      }
    });
  }

  /** One transaction for each change: a failure for one job must not affect the schedules of the others. */
  private void change(String what, Outcome outcome, Change change) {
    List<Repaired> done = new ArrayList<>();
    try {
      transaction.executeWithoutResult(status -> {
        try {
          change.apply(done);
        } catch (SchedulerException e) {
          throw new IllegalStateException(e);
        }
      });
      outcome.repaired().addAll(done);
    } catch (RuntimeException e) {
      LOG.error(
          "{} could not be brought in line with the catalogue; the next start tries again",
          what,
          e);
      outcome.problems().add(what + " could not be repaired: see the log of this process");
    }
  }

  private interface Change {
    void apply(List<Repaired> done) throws SchedulerException;
  }
}
