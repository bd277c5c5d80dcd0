package io.nightjar.runner;

import io.nightjar.job.Contact;
import io.nightjar.job.Dependencies;
import io.nightjar.job.Expectations;
import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.job.StaleInputPolicy;
import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;

/** Jobs as the tests of this room need them: with a schedule, and scripted work. */
public final class Jobs {

  public static final ZoneId LONDON = ZoneId.of("Europe/London");

  private Jobs() {}

  /** Work that a {@link ScriptedRunnerFactory} runs. */
  public record ScriptedWork() implements JobTarget {
    @Override
    public String kind() {
      return ScriptedRunnerFactory.KEY;
    }
  }

  /** Work of which Nightjar only waits for the end. */
  public record RemoteWork() implements JobTarget {
    @Override
    public String kind() {
      return ScriptedRunnerFactory.KEY;
    }

    @Override
    public boolean isDoneElsewhere() {
      return true;
    }
  }

  /** The same job, done elsewhere. */
  public static Job doneElsewhere(Job job) {
    return new Job(
        job.name(),
        job.description(),
        job.schedule(),
        job.expectations(),
        job.catchUpWithin(),
        job.overlap(),
        job.dependencies(),
        job.contact(),
        new RemoteWork(),
        job.pingKey());
  }

  public static Job aJob(String name, String cron) {
    return aJob(name, cron, Duration.ZERO, OverlapPolicy.SKIP);
  }

  public static Job aJob(String name, Schedule schedule) {
    return aJob(name, schedule, Duration.ZERO, OverlapPolicy.SKIP);
  }

  public static Job aJob(String name, String cron, Duration catchUpWithin, OverlapPolicy overlap) {
    return aJob(name, Schedule.parse(cron, LONDON), catchUpWithin, overlap);
  }

  private static Job aJob(
      String name, Schedule schedule, Duration catchUpWithin, OverlapPolicy overlap) {
    return new Job(
        name,
        "",
        schedule,
        new Expectations(
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(1), null, null),
        catchUpWithin,
        overlap,
        new Dependencies(Set.of(), StaleInputPolicy.RUN),
        new Contact(null, null, null),
        new ScriptedWork(),
        null);
  }

  /** A job that runs elsewhere. */
  public static Job anExternalJob(String name, String cron) {
    Job job = aJob(name, cron);
    return new Job(
        name,
        "",
        job.schedule(),
        job.expectations(),
        Duration.ZERO,
        OverlapPolicy.SKIP,
        job.dependencies(),
        job.contact(),
        null,
        null);
  }
}
