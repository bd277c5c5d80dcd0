package io.nightjar.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A fire that is repeated because nobody knows whether it was written. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class RepeatedFireTest {

  private static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");
  private static final UUID ME = UUID.randomUUID();
  private static final UUID RUN = UUID.randomUUID();

  @Parameter
  Databases databases;

  private World world;
  private Runs runs;

  @BeforeEach
  void setUp() {
    world = World.on(databases.create(), NIGHT, World.job("job", "0 5 0 * * *"));
    runs = world.get(Runs.class);
  }

  @AfterEach
  void tearDown() {
    world.close();
    world.database().close();
  }

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
    runs.finish(RUN, new Finish(Outcome.LOST, "given up", null, null), NIGHT, "watchdog");

    assertThat(runs.fire(RUN, "job", NIGHT, RunTrigger.SCHEDULE, ME, NIGHT)).isEmpty();
  }
}
