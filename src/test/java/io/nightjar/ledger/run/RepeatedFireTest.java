package io.nightjar.ledger.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A fire that is repeated because nobody knows whether it was written. */
class RepeatedFireTest extends LedgerContract {

  private static final UUID RUN = UUID.randomUUID();

  @Test
  void it_answers_with_the_run_that_it_has_written_and_writes_nothing() {
    Run first = runs.fire(RUN, "job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT).orElseThrow();

    assertThat(runs.fire(RUN, "job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT.plusSeconds(1)))
        .contains(first);
    assertThat(runs.answering("job", NIGHT)).containsExactly(first);
    assertThat(runs.heartbeats(RUN)).hasSize(1);
  }

  @Test
  void it_does_not_answer_with_the_run_of_another() {
    runs.fire(UUID.randomUUID(), "job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT);

    assertThat(runs.fire(RUN, "job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT)).isEmpty();
  }

  @Test
  void it_does_not_answer_with_a_run_that_has_ended_meanwhile() {
    runs.fire(RUN, "job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT);
    runs.finish(RUN, new RunResult(Outcome.LOST, "given up", null, null), NIGHT, "watchdog");

    assertThat(runs.fire(RUN, "job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT)).isEmpty();
  }
}
