package io.nightjar.watchdog;

import io.nightjar.World;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.instance.SchedulerState;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.trigger.StoredTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A scheduler as the watchdog sees it: rows in its tables, the pulse of its process, and the canary. */
public final class StandInScheduler {

  private static final Duration STRIDE = Duration.ofSeconds(5);

  private final Nights nights;
  private final UUID id = UUID.randomUUID();
  private SchedulerState state;
  private boolean fires;
  private Integer threads;

  /** One whose tables are in line with the catalogue, and that says that it is in the given state. */
  public StandInScheduler(Nights nights, String host, SchedulerState state) {
    this.nights = nights;
    this.state = state;
    Instance instance =
        new Instance(id, host, "1", true, false, nights.now(), 0, nights.now(), null, null);
    instances().register(instance);
    pulse();
  }

  public StandInScheduler storesAll() {
    world().get(JobCatalogue.class).jobs().stream().filter(Job::runsHere).forEach(this::store);
    return this;
  }

  void store(Job job) {
    sql(
        "INSERT INTO QRTZ_JOB_DETAILS (sched_name, job_name, job_group, job_class_name, is_durable,"
            + " is_nonconcurrent, is_update_data, requests_recovery)"
            + " VALUES ('nightjar', ?, 'scheduled', ?, TRUE, FALSE, FALSE, FALSE)",
        job.name(),
        StoredTrigger.JOB_CLASS);
    sql(
        "INSERT INTO QRTZ_TRIGGERS (sched_name, trigger_name, trigger_group, job_name, job_group,"
            + " next_fire_time, trigger_state, trigger_type, start_time)"
            + " VALUES ('nightjar', ?, 'scheduled', ?, 'scheduled', ?, 'WAITING', 'SCHEDULE', 0)",
        job.name(),
        job.name(),
        job.nextOccurrence(nights.now()).toEpochMilli());
    sql(
        "INSERT INTO QRTZ_SIMPROP_TRIGGERS (sched_name, trigger_name, trigger_group, str_prop_1, str_prop_2)"
            + " VALUES ('nightjar', ?, 'scheduled', ?, ?)",
        job.name(),
        job.schedule().expression(),
        job.zone().getId());
  }

  public void forgets(String job) {
    sql("DELETE FROM QRTZ_SIMPROP_TRIGGERS WHERE trigger_name = ?", job);
    sql("DELETE FROM QRTZ_TRIGGERS WHERE trigger_name = ?", job);
  }

  public void sql(String sql, Object... parameters) {
    world().database().jdbc().sql(sql).params(parameters).update();
  }

  public void says(SchedulerState now) {
    state = now;
    pulse();
  }

  /** It has so many threads, and each of them is at one of the given jobs. */
  public StandInScheduler isBusyWith(int most, String... jobs) {
    threads = most;
    pulse();
    for (String job : jobs) {
      sql(
          "INSERT INTO QRTZ_FIRED_TRIGGERS (sched_name, entry_id, trigger_name, trigger_group, instance_name,"
              + " fired_time, sched_time, priority, state, job_name, job_group)"
              + " VALUES ('nightjar', ?, ?, 'scheduled', ?, 0, 0, 5, 'EXECUTING', ?, 'scheduled')",
          job,
          job,
          id.toString(),
          job);
    }
    return this;
  }

  /** From now on the canary is started, or is not. */
  public StandInScheduler fires(boolean canary) {
    fires = canary;
    return this;
  }

  private void sing() {
    Instant now = nights.now();
    if (fires && now.getEpochSecond() % 30 == 0) {
      Run run = nights.fire(JobCatalogue.CANARY, now);
      nights.runs().started(run.id(), now, "scheduler");
      nights.runs().finish(run.id(), RunResult.succeeded(null), now, "scheduler");
    }
  }

  /** Its process says goodbye. */
  public void leaves() {
    instances().stopped(id, nights.now());
  }

  void pulse() {
    instances().keepAlive(id, new InstanceStatus(state, null, null, threads), nights.now());
  }

  /** Time passes; the process lives and the watchdog looks. */
  public void pass(Duration length) {
    passUntil(nights.now().plus(length));
  }

  void passUntil(Instant until) {
    while (nights.now().isBefore(until)) {
      Instant next = nights.now().plus(STRIDE);
      nights.at(next.isBefore(until) ? next : until);
      pulse();
      sing();
      nights.step();
    }
  }

  private InstanceRepository instances() {
    return world().get(InstanceRepository.class);
  }

  private World world() {
    return nights.world();
  }
}
