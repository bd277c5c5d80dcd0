package io.nightjar.scheduler.quartz;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Computes the coming occurrences of each schedule with Quartz's own cron engine as well. A difference that daylight
 * saving does not explain is a bug or newer time-zone data in one of the two. It is logged as a warning and does not
 * stop the start: nobody may be watching a restart, and Quartz's engine fires nothing. The tests compare all forms.
 */
@Component
class CronCrossCheck {

  private static final Logger LOG = LoggerFactory.getLogger(CronCrossCheck.class);

  private static final Duration AHEAD = Duration.ofDays(400);

  /** Occurrences to compare of one schedule, and of all schedules together, so that the start stays short. */
  private static final int MOST = 3_000;

  private static final int MOST_OF_ALL = 300_000;
  private static final int LEAST = 50;

  private final JobCatalogue catalogue;

  CronCrossCheck(JobCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Logs the differences. No failure here prevents the start of the process. */
  void warn(Instant now) {
    try {
      disagreements(now).values().forEach(disagreement -> LOG.warn("{}", disagreement));
    } catch (RuntimeException e) {
      LOG.warn("the schedules could not be compared with Quartz's own cron engine", e);
    }
  }

  /** The first difference between the two engines, by job. */
  Map<String, String> disagreements(Instant now) {
    Map<Schedule, Job> distinct = new LinkedHashMap<>();
    catalogue.jobs().forEach(job -> distinct.putIfAbsent(job.schedule(), job));
    int most = Math.max(LEAST, Math.min(MOST, MOST_OF_ALL / Math.max(1, distinct.size())));
    Map<String, String> disagreements = new LinkedHashMap<>();
    int beyondQuartz = 0;
    for (Job job : distinct.values()) {
      Optional<CronExpression> quartz = QuartzCronTranslator.of(job.schedule());
      if (quartz.isPresent()) {
        find(job, quartz.get(), now, most)
            .ifPresent(disagreement -> disagreements.put(job.name(), disagreement));
      } else {
        beyondQuartz++;
      }
    }
    LOG.info(
        "{} schedules agree with Quartz's own cron engine, {} use forms that it does not support",
        distinct.size() - beyondQuartz - disagreements.size(),
        beyondQuartz);
    return disagreements;
  }

  /** The first difference, empty when there is none. */
  static Optional<String> find(Job job, CronExpression cron, Instant now, int most) {
    Schedule schedule = job.schedule();
    ClockChangeDays clockChanges = ClockChangeDays.within(schedule.zone(), now, now.plus(AHEAD));
    UnaryOperator<@Nullable Instant> ours = clockChanges.skipping(schedule::next);
    UnaryOperator<@Nullable Instant> theirs = clockChanges.skipping(after -> next(cron, after));
    Instant after = now;
    for (int number = 0; number < most; number++) {
      Instant our = ours.apply(after);
      Instant their = theirs.apply(after);
      boolean oursEnds = our == null || our.isAfter(now.plus(AHEAD));
      boolean theirsEnds = their == null || their.isAfter(now.plus(AHEAD));
      if (oursEnds && theirsEnds) {
        return Optional.empty();
      }
      if (our == null || !our.equals(their)) {
        return Optional.of(disagreement(job, cron, after, our, their));
      }
      after = our;
    }
    return Optional.empty();
  }

  private static @Nullable Instant next(CronExpression cron, Instant after) {
    Date next = cron.getNextValidTimeAfter(Date.from(after));
    return next == null ? null : next.toInstant();
  }

  private static String disagreement(
      Job job, CronExpression cron, Instant after, @Nullable Instant our, @Nullable Instant their) {
    return """
        nightjar.jobs.%s.schedule = %s: after %s it next occurs at %s, but Quartz, which reads it as "%s", says %s. \
        One of the two is wrong. Nightjar fires at its own times: check that they are the intended ones, or write the schedule in a simpler form\
        """.formatted(job.name(), job.schedule(), after, our, cron.getCronExpression(), their);
  }
}
