package io.nightjar.watchdog;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.World;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.instance.SchedulerState;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.OutboxEntry;
import io.nightjar.notification.outbox.OutboxQuery;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import io.nightjar.scheduler.SchedulerRepair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * January 2022 again, with Nightjar: all is well until the build is deployed in which a class is missing; from then on
 * every cron fires as it should, nothing begins, and nothing is recorded.
 */
final class Replay implements AutoCloseable {

  static final Instant DEPLOYED = Instant.parse("2022-01-21T13:15:00Z");
  static final Instant NOTICED = Instant.parse("2022-01-26T07:40:00Z");

  private static final Instant BEGIN = DEPLOYED.minusSeconds(120);
  private static final UUID SELF = UUID.randomUUID();

  /** Around these instants the watchdog looks every few seconds, as it does; elsewhere once a minute is enough. */
  private static final List<Instant> OF_INTEREST = List.of(
      DEPLOYED,
      Instant.parse("2022-01-22T00:10:00Z"),
      Instant.parse("2022-01-22T00:35:00Z"),
      Instant.parse("2022-01-22T07:30:00Z"));

  private final Database database = Databases.H2.create();
  private final World world;

  Replay(Map<String, Object> configuration) {
    world = World.on(database, BEGIN, configuration);
    InstanceRepository instances = world.get(InstanceRepository.class);
    instances.register(
        new Instance(SELF, "nightjar", "2.5.0", true, true, BEGIN, 0, BEGIN, null, null));
    store(world.get(JobCatalogue.class));
    step();
  }

  private void store(JobCatalogue catalogue) {
    Job[] jobs = catalogue.jobs().toArray(Job[]::new);
    try (SchedulerProcess scheduler =
        SchedulerProcess.idle(database, new ScriptedRunnerFactory(), jobs)) {
      scheduler.get(SchedulerRepair.class).repair(BEGIN);
    }
  }

  /** The first that anybody is told, at the latest at an instant. */
  Optional<Notification> firstWord(Instant until) {
    while (world.now().isBefore(until)) {
      if (told().isPresent()) {
        return told();
      }
      world.clock().advance(stride());
      step();
    }
    return told();
  }

  private Optional<Notification> told() {
    return world.get(Outbox.class).list(new OutboxQuery(null, null, null, 1_000)).stream()
        .map(OutboxEntry::notification)
        .reduce((newer, older) -> older);
  }

  World world() {
    return world;
  }

  private Duration stride() {
    Instant now = world.now();
    boolean closely = OF_INTEREST.stream()
        .anyMatch(
            each -> !now.isBefore(each.minusSeconds(180)) && now.isBefore(each.plusSeconds(180)));
    return Duration.ofSeconds(closely ? 2 : 59);
  }

  private void step() {
    Instant now = world.now();
    world
        .get(InstanceRepository.class)
        .keepAlive(SELF, new InstanceStatus(SchedulerState.STARTED, null, null), now);
    fireCrons(now);
    Nights.stepAll(world);
  }

  /** The scheduler does its part throughout; what it starts does not begin once the class is missing. */
  private void fireCrons(Instant now) {
    JobCatalogue catalogue = world.get(JobCatalogue.class);
    List<String> due = database
        .jdbc()
        .sql("SELECT trigger_name FROM QRTZ_TRIGGERS WHERE next_fire_time <= ?")
        .param(now.toEpochMilli())
        .query(String.class)
        .list();
    for (String name : due) {
      Job job = catalogue.find(name).orElseThrow();
      Instant occurrence = job.schedule().latest(now).orElseThrow();
      if (occurrence.isBefore(DEPLOYED)) {
        succeed(job, occurrence);
      }
      database
          .jdbc()
          .sql("UPDATE QRTZ_TRIGGERS SET next_fire_time = ? WHERE trigger_name = ?")
          .params(job.schedule().next(now).toEpochMilli(), name)
          .update();
    }
  }

  private void succeed(Job job, Instant occurrence) {
    RunRecorder runs = world.get(RunRecorder.class);
    runs.fire(job.name(), occurrence, RunTrigger.SCHEDULE, SELF, occurrence).ifPresent(run -> {
      runs.started(run.id(), occurrence, "scheduler");
      runs.finish(run.id(), RunResult.succeeded(null), occurrence, "scheduler");
    });
  }

  @Override
  public void close() {
    world.close();
    database.close();
  }
}
