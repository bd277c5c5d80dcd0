package io.nightjar.watchdog.judge;

import static io.nightjar.watchdog.Evidence.OCCURRENCE;
import static io.nightjar.watchdog.Evidence.expected;
import static io.nightjar.watchdog.Evidence.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.watchdog.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the judge makes of an expected run that several runs answer. */
class JudgeOfSeveralRunsTest {

  private final Judge judge = new Judge();

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void one_success_outweighs_whatever_else_there_is(Outcome other) {
    Run success = run(RunTrigger.SCHEDULE)
        .started("PT1S")
        .ended("PT5M", Outcome.SUCCEEDED)
        .build();
    Run later = run(RunTrigger.MANUAL).fired("PT1H").ended("PT1H1S", other).build();

    assertThat(judge
            .judge(expected(null), List.of(success, later), OCCURRENCE.plusSeconds(9_000))
            .isMet())
        .isTrue();
  }

  @Test
  void a_run_by_hand_that_is_at_it_takes_the_place_of_a_failed_one() {
    Run failed =
        run(RunTrigger.SCHEDULE).started("PT1S").ended("PT2S", Outcome.FAILED).build();
    Run manual = run(RunTrigger.MANUAL).fired("PT30M").started("PT30M").build();

    Verdict verdict =
        judge.judge(expected(null), List.of(failed, manual), OCCURRENCE.plusSeconds(1_900));

    assertThat(verdict.progress().state()).isEqualTo(ExpectedState.RUNNING);
    assertThat(verdict.problem()).isNull();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_order_of_the_evidence_does_not_matter_and_time_alone_never_mends(long seed) {
    Random random = new Random(seed);
    List<Run> runs = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      runs.add(randomRun(random));
    }
    Instant now = OCCURRENCE.plusSeconds(random.nextInt(20_000) - 1_000);
    Verdict verdict = judge.judge(expected(null), runs, now);
    List<Run> shuffled = new ArrayList<>(runs);
    Collections.shuffle(shuffled, random);

    assertThat(judge.judge(expected(null), shuffled, now).progress().state())
        .isEqualTo(verdict.progress().state());
    if (verdict.problem() != null) {
      Verdict later = judge.judge(expected(null), runs, now.plusSeconds(random.nextInt(100_000)));
      assertThat(later.problem()).as("seed %d", seed).isNotNull();
    }
    if (verdict.nextCheckAt() == null && !verdict.isMet() && verdict.problem() == null) {
      assertThat(verdict.progress().state()).isEqualTo(ExpectedState.SKIPPED);
    }
  }

  private static Run randomRun(Random random) {
    int fired = random.nextInt(10_000);
    Evidence.RunBuilder run = run(RunTrigger.values()[random.nextInt(RunTrigger.values().length)])
        .fired("PT" + fired + "S");
    if (random.nextBoolean()) {
      run.started("PT" + (fired + 1) + "S");
    }
    if (random.nextBoolean()) {
      run.ended(
          "PT" + (fired + 2) + "S", Outcome.values()[random.nextInt(Outcome.UNKNOWN.ordinal())]);
    }
    return run.build();
  }
}
