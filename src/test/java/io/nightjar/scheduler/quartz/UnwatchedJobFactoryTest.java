package io.nightjar.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.instance.ThisInstance;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

/** Quartz jobs of others in Nightjar's scheduler. */
class UnwatchedJobFactoryTest extends DatabaseFixture {

  private static final Set<UUID> SEEN = ConcurrentHashMap.newKeySet();

  /** Has no constructor without parameters: only Spring can make it. */
  static final class TheirJob implements Job {

    private final ThisInstance instance;

    TheirJob(ThisInstance instance) {
      this.instance = instance;
    }

    @Override
    public void execute(JobExecutionContext context) {
      SEEN.add(instance.id());
    }
  }

  /** Cannot be made. */
  static final class BrokenJob implements Job {

    BrokenJob(ThisInstance instance) {
      throw new NoClassDefFoundError(instance + "/Missing");
    }

    @Override
    public void execute(JobExecutionContext context) {
      throw new AssertionError("it was made");
    }
  }

  @Test
  void they_are_run_with_the_beans_that_they_need_and_one_that_cannot_be_made_goes_on_being_fired()
      throws Exception {
    try (SchedulerProcess process = SchedulerProcess.start(database, new ScriptedRunnerFactory())) {
      schedule(process, BrokenJob.class);
      schedule(process, TheirJob.class);

      await().until(() -> SEEN.contains(process.instance()));
      await().until(() -> count("QRTZ_SIMPLE_TRIGGERS WHERE times_triggered > 1") == 2);
      assertThat(count("QRTZ_TRIGGERS WHERE trigger_state = 'ERROR'")).isZero();
    }
  }

  private static void schedule(SchedulerProcess process, Class<? extends Job> type)
      throws Exception {
    JobDetail job =
        JobBuilder.newJob(type).withIdentity(type.getSimpleName(), "theirs").build();
    Trigger trigger = TriggerBuilder.newTrigger()
        .forJob(job)
        .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever())
        .build();
    process.scheduler().scheduleJob(job, trigger);
  }
}
