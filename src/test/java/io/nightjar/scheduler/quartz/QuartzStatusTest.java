package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.instance.SchedulerState;
import io.nightjar.instance.SchedulerStatus;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.core.QuartzScheduler;
import org.quartz.impl.StdScheduler;
import org.springframework.test.util.ReflectionTestUtils;

class QuartzStatusTest {

  private final Database database = Databases.H2.create();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void it_is_started_standing_by_and_started_again() throws Exception {
    try (var process = start(Map.of())) {
      assertThat(state(process)).isEqualTo(SchedulerState.STARTED);

      process.scheduler().standby();
      assertThat(state(process)).isEqualTo(SchedulerState.STANDBY);

      process.scheduler().start();
      assertThat(state(process)).isEqualTo(SchedulerState.STARTED);

      process.scheduler().shutdown();
      assertThat(state(process)).isEqualTo(SchedulerState.SHUT_DOWN);
    }
  }

  @Test
  void one_that_is_told_never_to_begin_stands_by() {
    try (var process = start(Map.of("spring.quartz.auto-startup", "false"))) {
      assertThat(state(process)).isEqualTo(SchedulerState.STANDBY);
    }
  }

  @Test
  void its_thread_may_have_ended_though_it_says_that_it_is_started() throws Exception {
    try (var process = start(Map.of());
        var other = start(Map.of())) {
      endThread(process);

      await().until(() -> state(process) == SchedulerState.DEAD);
      assertThat(process.scheduler().isStarted()).isTrue();
      assertThat(state(other)).isEqualTo(SchedulerState.STARTED);
    }
  }

  @Test
  void a_process_that_fires_nothing_has_none() {
    try (var process = SchedulerProcess.idle(database, new ScriptedRunnerFactory())) {
      assertThat(state(process)).isEqualTo(SchedulerState.OFF);
    }
  }

  /** As an error in Quartz's own loop ends it. */
  static void endThread(SchedulerProcess process) {
    Object quartz = ReflectionTestUtils.getField((StdScheduler) process.scheduler(), "sched");
    Object thread = ReflectionTestUtils.getField((QuartzScheduler) quartz, "schedThread");
    ReflectionTestUtils.invokeMethod(thread, "halt", false);
  }

  private SchedulerProcess start(Map<String, Object> properties) {
    return SchedulerProcess.start(
        database, new ScriptedRunnerFactory(), properties, aJob("job", "0 5 0 * * *"));
  }

  private static SchedulerState state(SchedulerProcess process) {
    return process.get(SchedulerStatus.class).state();
  }
}
