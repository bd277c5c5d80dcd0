package io.nightjar.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nightjar.instance.SchedulerProperties;
import io.nightjar.runner.ActiveRuns;
import io.nightjar.scheduler.SchedulerMaintenance;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.Scheduler;

class SchedulerLifecycleTest {

  @Test
  @Timeout(60)
  void a_scheduler_that_never_ends_does_not_keep_the_rest_of_the_process_from_its_end()
      throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Scheduler quartz = mock();
    doAnswer(call -> {
          asked.countDown();
          never.await();
          return null;
        })
        .when(quartz)
        .shutdown(true);
    ActiveRuns activeRuns = mock();
    when(activeRuns.stop(any())).thenReturn(true);
    SchedulerLifecycle lifecycle = new SchedulerLifecycle(
        mock(SchedulerProperties.class),
        mock(),
        quartz,
        mock(SchedulerMaintenance.class),
        activeRuns);

    lifecycle.stop();

    assertThat(asked.await(1, TimeUnit.SECONDS)).isTrue();
    assertThat(lifecycle.isRunning()).isFalse();
    never.countDown();
  }
}
