package io.nightjar.watchdog.task;

import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.InstanceStatus;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.CallbackRuns;
import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.watchdog.Nights;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTimeoutTaskTest {

  private static final Duration FINISH_WITHIN = Duration.ofHours(2);

  private Nights nights;
  private Run run;

  @BeforeEach
  void an_instance_leaves_a_run_to_its_call_back() {
    nights =
        new Nights(Databases.H2.create(), Nights.oneJob("nightjar.scheduler.enabled", "false"));
    nights.passUntil(NIGHT);
    nights
        .world()
        .get(InstanceRepository.class)
        .register(new Instance(ME, "a", "1", true, false, NIGHT, 0, NIGHT, null, null));
    run = nights.fire(NIGHT);
    nights.runs().started(run.id(), NIGHT, "scheduler");
    nights.world().get(CallbackRuns.class).leave(run.id(), ME, NIGHT, "scheduler");
  }

  @AfterEach
  void close() {
    nights.close();
  }

  private Run read() {
    return nights.runs().find(run.id()).orElseThrow();
  }

  @ParameterizedTest(name = "it says goodbye: {0}")
  @ValueSource(booleans = {true, false})
  void it_stays_open_when_its_instance_is_gone_and_the_call_back_finishes_it(boolean goodbye) {
    InstanceRepository instances = nights.world().get(InstanceRepository.class);
    instances.keepAlive(ME, InstanceStatus.NONE, NIGHT.plusSeconds(5));
    if (goodbye) {
      instances.stopped(ME, NIGHT.plusSeconds(5));
    }
    nights.passUntil(NIGHT.plusSeconds(600));

    assertThat(read().isFinished()).isFalse();
    assertThat(nights.told()).noneMatch(it -> it.contains("job"));
    nights.ping(HeartbeatKind.SUCCEEDED, run.id());
    nights.step();
    assertThat(read().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MET);
    assertThat(nights.told()).noneMatch(it -> it.contains("job"));
  }

  @Test
  void without_a_call_back_it_is_overdue_at_its_deadline_and_lost_half_a_day_later() {
    nights.passUntil(NIGHT.plus(FINISH_WITHIN).plusSeconds(5));
    assertThat(nights.told()).last().isEqualTo("opened: [test] job has not finished in time");

    nights.passUntil(NIGHT.plus(FINISH_WITHIN).plus(CallbackTimeoutTask.PATIENCE));
    assertThat(read().isFinished()).isFalse();
    nights.passUntil(nights.now().plus(Duration.ofMinutes(2)));

    assertThat(read().outcome()).isEqualTo(Outcome.LOST);
    assertThat(read().finish().cause())
        .contains("no call-back was received by 2026-01-22T14:05:00Z");
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.FAILED);
    assertThat(nights.runs().unfinished("job")).isEmpty();
    assertThat(nights.told()).last().isEqualTo("opened: [test] job failed");
  }

  @Test
  void a_call_back_that_comes_even_later_still_counts() {
    nights.passUntil(
        NIGHT.plus(FINISH_WITHIN).plus(CallbackTimeoutTask.PATIENCE).plusSeconds(120));
    assertThat(read().outcome()).isEqualTo(Outcome.LOST);

    nights.ping(HeartbeatKind.SUCCEEDED, run.id());
    nights.step();

    assertThat(read().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MET_LATE);
  }
}
