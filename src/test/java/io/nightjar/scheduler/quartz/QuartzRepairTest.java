package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.instance.SchedulerState;
import io.nightjar.instance.SchedulerStatus;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import io.nightjar.scheduler.SchedulerRepair;
import io.nightjar.scheduler.SchedulerRepair.Repaired;
import io.nightjar.scheduler.SchedulerRepair.Report;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.quartz.impl.matchers.GroupMatcher;

class QuartzRepairTest extends DatabaseFixture {

  @Test
  void what_is_right_is_left_alone() {
    try (var process = start(Map.of())) {
      assertThat(repair(process))
          .isEqualTo(new Report(java.util.List.of(), java.util.List.of(), SchedulerState.STARTED));
    }
  }

  @Test
  void a_paused_group_is_resumed() throws Exception {
    try (var process = start(Map.of())) {
      process.scheduler().pauseTriggers(GroupMatcher.groupEquals("scheduled"));
      assertThat(process.trigger("job").state()).isEqualTo("PAUSED");

      assertThat(repair(process).repaired())
          .containsExactly(new Repaired(null, "the scheduler had paused the group scheduled"));
      assertThat(process.trigger("job").state()).isEqualTo("WAITING");
    }
  }

  @Test
  void each_job_says_what_was_wrong_with_it() throws Exception {
    try (var process = start(Map.of())) {
      update("UPDATE QRTZ_TRIGGERS SET trigger_state = 'ERROR'");
      assertThat(repair(process).repaired())
          .containsExactly(new Repaired("job", "the scheduler has given it up after an error"));

      process.scheduler().unscheduleJob(TriggerGroup.SCHEDULED.trigger("job"));
      assertThat(repair(process).repaired())
          .containsExactly(new Repaired("job", "the scheduler has no entry for it"));
      assertThat(process.trigger("job").state()).isEqualTo("WAITING");
    }
  }

  @Test
  void a_scheduler_that_stands_by_fires_again() throws Exception {
    try (var process = start(Map.of())) {
      process.scheduler().standby();

      Report report = repair(process);

      assertThat(report.scheduler()).isEqualTo(SchedulerState.STARTED);
      assertThat(report.repaired())
          .containsExactly(
              new Repaired(null, "the scheduler of this process was in standby; it fires again"));
    }
  }

  @Test
  void one_that_may_not_begin_is_left_and_the_key_is_named() {
    try (var process = start(Map.of("spring.quartz.auto-startup", "false"))) {
      Report report = repair(process);

      assertThat(report.scheduler()).isEqualTo(SchedulerState.STANDBY);
      assertThat(report.problems())
          .containsExactly(
              "spring.quartz.auto-startup is false: remove it and restart this process");
    }
  }

  @Test
  void one_whose_thread_has_ended_needs_a_restart() {
    try (var process = start(Map.of())) {
      QuartzStatusTest.endThread(process);
      await().until(() -> process.get(SchedulerStatus.class).state() == SchedulerState.DEAD);

      assertThat(repair(process).problems())
          .containsExactly("the scheduler of this process is dead: restart this process");
    }
  }

  @Test
  void an_instance_that_fires_nothing_repairs_the_tables_and_names_who_must_be_restarted() {
    try (var process =
        SchedulerProcess.idle(database, new ScriptedRunnerFactory(), aJob("job", "5 0 * * *"))) {
      InstanceRepository instances = process.get(InstanceRepository.class);
      UUID other = UUID.randomUUID();
      Instant now = Instant.now();
      instances.register(
          new Instance(other, "nightjar-2", "1", true, false, now, 0, now, null, null));
      instances.keepAlive(other, new InstanceStatus(SchedulerState.STANDBY, null, null), now);

      Report report = repair(process);

      assertThat(report.repaired())
          .containsExactly(new Repaired("job", "the scheduler has no entry for it"));
      assertThat(report.problems())
          .containsExactly("the scheduler on nightjar-2 is standby: restart that process");
      assertThat(report.scheduler()).isEqualTo(SchedulerState.OFF);
    }
  }

  private static SchedulerProcess start(Map<String, Object> properties) {
    return SchedulerProcess.start(
        database, new ScriptedRunnerFactory(), properties, aJob("job", "5 0 * * *"));
  }

  private static Report repair(SchedulerProcess process) {
    return process.get(SchedulerRepair.class).repair(Instant.now());
  }
}
