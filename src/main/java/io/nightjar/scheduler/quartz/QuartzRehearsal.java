package io.nightjar.scheduler.quartz;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.rehearsal.Rehearsal;
import io.nightjar.rehearsal.RehearsalProgress;
import io.nightjar.rehearsal.RehearsalReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.quartz.spi.JobFactory;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.stereotype.Component;

/** Rehearses on a Quartz scheduler that is configured like the real one. */
@Component
class QuartzRehearsal implements Rehearsal {

  private static final String STILL_HANGS =
      "still hangs in an earlier rehearsal, in which it was not ready in time. It is rehearsed again when that has ended, or after a restart of this process";

  private final JobCatalogue catalogue;
  private final QuartzDefaults defaults;
  private final QuartzProperties overrides;
  private final JobFactory jobFactory;
  private final CronCrossCheck crossCheck;
  private final Clock clock;

  /** Earlier rehearsals in which a job still hangs. */
  private final List<RehearsalProgress> withHanging = new ArrayList<>();

  QuartzRehearsal(
      JobCatalogue catalogue,
      QuartzDefaults defaults,
      QuartzProperties overrides,
      JobFactory jobFactory,
      CronCrossCheck crossCheck,
      Clock clock) {
    this.catalogue = catalogue;
    this.defaults = defaults;
    this.overrides = overrides;
    this.jobFactory = jobFactory;
    this.crossCheck = crossCheck;
    this.clock = clock;
  }

  /** One at a time, because its scheduler always has the same name. */
  @Override
  public synchronized RehearsalReport rehearse(String version, boolean probe)
      throws InterruptedException {
    Instant now = clock.instant();
    long began = System.nanoTime();
    RehearsalProgress progress = new RehearsalProgress(catalogue.configured(), probe);
    Set<String> hanging = hanging();
    hanging.forEach(job -> progress.failed(job, STILL_HANGS));
    List<Job> here = catalogue.configured().stream()
        .filter(job -> job.runsHere() && !hanging.contains(job.name()))
        .toList();
    if (!here.isEmpty()) {
      rehearse(here, progress, now);
    }
    if (!progress.hanging().isEmpty()) {
      withHanging.add(progress);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new RehearsalReport(version, now, took, probe, progress.results(catalogue.configured()));
  }

  /** A job that hangs is not rehearsed again, so that it never holds more than one thread. */
  private Set<String> hanging() {
    withHanging.removeIf(progress -> progress.hanging().isEmpty());
    return withHanging.stream()
        .flatMap(progress -> progress.hanging().stream())
        .collect(Collectors.toSet());
  }

  /** When the scheduler itself fails, every job that has no result yet fails. */
  private void rehearse(List<Job> jobs, RehearsalProgress progress, Instant now)
      throws InterruptedException {
    checkSchedules(progress, now);
    String name =
        QuartzConfiguration.SCHEDULER_NAME + "-rehearsal-" + defaults.instance().id();
    try (RehearsalScheduler scheduler =
        RehearsalScheduler.open(name, properties(jobs.size()), jobFactory, progress)) {
      jobs.forEach(job -> store(job, scheduler, progress, now));
      RehearsalErrorListener errors =
          new RehearsalErrorListener(progress, jobs.stream().map(Job::name).toList());
      scheduler.start(errors);
      List<String> unfired = progress.await(defaults.settings().rehearseWithin());
      unfired.forEach(job -> progress.failed(job, notFired(job, scheduler, errors)));
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Throwable problem) {
      progress.failRemaining(problem);
    }
  }

  private static void store(
      Job job, RehearsalScheduler scheduler, RehearsalProgress progress, Instant now) {
    try {
      scheduler.store(job, now);
    } catch (RuntimeException | LinkageError problem) {
      progress.failed(job.name(), problem);
    }
  }

  private static String notFired(
      String job, RehearsalScheduler scheduler, RehearsalErrorListener errors) {
    return "was not fired by the scheduler; the state of its trigger is " + scheduler.state(job)
        + (errors.last() == null ? "" : "; " + errors.last());
  }

  /** In the scheduler role this is only a warning at the start, because Nightjar fires at its own times. */
  private void checkSchedules(RehearsalProgress progress, Instant now) {
    if (!defaults.roles().scheduler()) {
      crossCheck.disagreements(now).forEach(progress::failed);
    }
  }

  private Properties properties(int jobs) {
    String threads = String.valueOf(Math.max(1, Math.min(defaults.settings().threads(), jobs)));
    Properties properties = defaults.properties();
    properties.putAll(overrides.getProperties());
    properties.setProperty(
        "org.quartz.scheduler.instanceId", "rehearsal-of-" + defaults.instance().id());
    properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", threads);
    properties.setProperty("org.quartz.threadPool.threadCount", threads);
    properties.setProperty("org.quartz.threadPool.threadNamePrefix", "nightjar-rehearsal");
    // Differs from the real scheduler, whose thread is found by its name.
    properties.setProperty(QuartzDefaults.THREAD_NAME, "nightjar-rehearsal-scheduler");
    return properties;
  }
}
