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
 * Brings Quartz in line with the catalogue: the catalogue wins, whatever the tables say. What is right is left alone, so
 * that a restart forgets no pending fire time.
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

  /** What was wrong and is right, and what could not be put right. */
  record Outcome(List<Repaired> repaired, List<String> problems) {

    Outcome() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  Outcome reconcile(Instant now) {
    Outcome outcome = new Outcome();
    change(
        "the job of wake-ups",
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
   * Looks again once it holds the lock under which Quartz itself changes triggers, so that of two instances that start
   * together the second finds what the first has done. One remedy may uncover the need for another.
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
        LOG.warn("job {} is put right ({}): {}", job.name(), finding.reason(), job.schedule());
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
          "job {} is not scheduled any more: the catalogue has nothing to run under this name",
          name);
      done.add(new Repaired(
          name, "the scheduler had an entry for it, but the catalogue has nothing to run"));
    });
  }

  /** Quartz keeps the pause of a group in its tables, and new triggers of the group are born paused. */
  private void resumeGroups(Outcome outcome) {
    change("paused groups", outcome, done -> {
      for (String group : scheduler.getPausedTriggerGroups()) {
        LOG.warn("trigger group {} was PAUSED, it is resumed", group);
        scheduler.resumeTriggers(GroupMatcher.triggerGroupEquals(group));
        done.add(new Repaired(null, "the scheduler had paused the group " + group));
      }
    });
  }

  /** One transaction for each change: what cannot be stored for one job must not keep the others from their schedule. */
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
      outcome.problems().add(what + " could not be put right: see the log of this process");
    }
  }

  private interface Change {
    void apply(List<Repaired> done) throws SchedulerException;
  }
}
