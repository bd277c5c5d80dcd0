package io.nightjar.runner;

import io.nightjar.job.Contact;
import io.nightjar.job.Dependencies;
import io.nightjar.job.Expectations;
import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.job.PingKey;
import io.nightjar.job.StaleInputPolicy;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A run that writes down what its runner reports, and that a test can cancel or stop. */
public final class RecordingRunContext implements RunContext {

  public static final Instant OCCURRENCE = Instant.parse("2022-01-22T00:05:00Z");
  public static final UUID RUN = UUID.fromString("0b7f2d3c-0d0e-4f6a-9a55-1c9e6f3f2a11");

  public final AtomicInteger starts = new AtomicInteger();
  public final List<String> logs = new CopyOnWriteArrayList<>();
  public final List<String> handOvers = new CopyOnWriteArrayList<>();
  public final List<Long> processes = new CopyOnWriteArrayList<>();
  public volatile boolean cancelled;
  public volatile boolean stopping;
  public volatile Runnable whenStarted = () -> {};
  private final Job job;
  private @Nullable RunRequest request;
  private @Nullable Instant startedAt;
  private Instant finishDeadline = OCCURRENCE.plus(Duration.ofHours(2));

  public RecordingRunContext(Job job) {
    this.job = job;
  }

  public static RecordingRunContext of(JobTarget work) {
    return new RecordingRunContext(aJob(work, null));
  }

  public static Job aJob(JobTarget work, @Nullable PingKey key) {
    return new Job(
        "personOwnerRebuildJob",
        "",
        Schedule.parse("0 5 0 * * *", ZoneOffset.UTC),
        new Expectations(
            Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofMinutes(1), null, null),
        Duration.ZERO,
        OverlapPolicy.SKIP,
        new Dependencies(Set.of(), StaleInputPolicy.HOLD),
        new Contact(null, null, null),
        work,
        key);
  }

  public RecordingRunContext withParameters(String parameters) {
    this.request = new RunRequest("on-call", "night of the 21st", parameters);
    return this;
  }

  public RecordingRunContext startedBefore() {
    this.startedAt = OCCURRENCE.plusSeconds(1);
    return this;
  }

  public RecordingRunContext finishBy(Instant deadline) {
    this.finishDeadline = deadline;
    return this;
  }

  public boolean hasStarted() {
    return starts.get() > 0;
  }

  @Override
  public Job job() {
    return job;
  }

  @Override
  public Run run() {
    RunTrigger trigger = request == null ? RunTrigger.SCHEDULE : RunTrigger.MANUAL;
    return new Run(
        RUN,
        job.name(),
        OCCURRENCE,
        trigger,
        request,
        OCCURRENCE,
        startedAt,
        null,
        null,
        null,
        null);
  }

  @Override
  public Instant finishDeadline() {
    return finishDeadline;
  }

  @Override
  public void started() {
    if (starts.getAndIncrement() == 0) {
      whenStarted.run();
    }
  }

  @Override
  public void log(String line) {
    logs.add(line);
  }

  @Override
  public void process(long id, @Nullable Instant startedAt) {
    processes.add(id);
  }

  @Override
  public Duration timeToEnd() {
    return Duration.ofMillis(700);
  }

  @Override
  public void followable(String resumeToken) {
    handOvers.add(resumeToken);
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public boolean stopping() {
    return stopping;
  }
}
