package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.DAY;
import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs elsewhere that start and never report an end. */
class ExternalRunTimeoutTest {

  private static final Duration FINISH_WITHIN = Duration.ofHours(2);
  private static final Duration PATIENCE = Duration.ofHours(12);

  private Nights nights;

  @AfterEach
  void close() {
    nights.close();
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  @Provokes(Fault.W17)
  void each_ends_as_lost_in_its_time_and_tonights_success_answers_tonight(Databases vendor) {
    nights = new Nights(vendor.create(), Nights.oneJob());
    nights.passUntil(NIGHT);
    UUID rid = UUID.randomUUID();
    nights.ping(HeartbeatKind.STARTED, rid);
    nights.jumpTo(NIGHT.plus(FINISH_WITHIN).plusSeconds(5));
    assertThat(nights.told()).last().isEqualTo("opened: [test] job has not finished in time");

    nights.jumpTo(NIGHT.plus(FINISH_WITHIN).plus(PATIENCE).minusSeconds(70));
    assertThat(nights.runs().unfinished("job")).hasSize(1);
    nights.passUntil(NIGHT.plus(FINISH_WITHIN).plus(PATIENCE).plusSeconds(61));

    assertThat(nights.runs().unfinished("job")).isEmpty();
    Run lost = nights.runs().answering("job", NIGHT).get(0);
    assertThat(lost.outcome()).isEqualTo(Outcome.LOST);
    assertThat(lost.finish().cause()).contains("No finish was reported by 2026-01-22T14:05:00Z");
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.FAILED);
    assertThat(nights.told()).last().isEqualTo("opened: [test] job failed");

    nights.jumpTo(NIGHT.plus(DAY).plusSeconds(60));
    nights.ping(HeartbeatKind.SUCCEEDED, null);
    nights.step();

    assertThat(nights.stateOf(NIGHT.plus(DAY))).isEqualTo(ExpectedState.MET);
    assertThat(nights.incidents(true)).isEmpty();
    FaultBook.room(Fault.W17)
        .so(
            "each run ends as lost: at the next start, or long after its finish deadline; the next success answers its own"
                + " night");
  }

  @Test
  void a_job_of_every_five_minutes_that_crashes_each_time_leaves_one_open_run() {
    nights = new Nights(
        Databases.H2.create(),
        World.job("job", "0 */5 * * * *", "finish-within", "4m", "start-within", "1m"));
    for (int i = 0; i < 24; i++) {
      nights.at(NIGHT.plus(Duration.ofMinutes(5L * i)).plusSeconds(1));
      nights.ping(HeartbeatKind.STARTED, null);
      nights.step();
    }

    assertThat(nights.runs().unfinished("job")).hasSize(1);
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.FAILED);

    nights.passUntil(nights.now().plus(Duration.ofMinutes(30)));
    assertThat(nights.runs().unfinished("job")).isEmpty();
  }

  @Test
  void a_success_with_its_run_id_that_comes_even_later_still_counts() {
    nights = new Nights(Databases.H2.create(), Nights.oneJob());
    nights.passUntil(NIGHT);
    UUID rid = UUID.randomUUID();
    nights.ping(HeartbeatKind.STARTED, rid);
    nights.jumpTo(NIGHT.plus(FINISH_WITHIN).plus(PATIENCE));
    nights.passUntil(nights.now().plusSeconds(61));
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.FAILED);

    nights.ping(HeartbeatKind.SUCCEEDED, rid);
    nights.step();

    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MET_LATE);
  }
}
