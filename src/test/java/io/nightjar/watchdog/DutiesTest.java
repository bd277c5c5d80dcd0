package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A pass in which something fails. */
class DutiesTest {

  @Test
  void a_duty_that_lacks_a_class_keeps_no_other_from_being_done() {
    AtomicInteger done = new AtomicInteger();
    Duty lacking = now -> {
      throw new NoClassDefFoundError("org/example/Gone");
    };
    Duty failing = now -> {
      throw new IllegalStateException("as well");
    };
    Duty sound = now -> done.incrementAndGet() > 1;
    var database = Databases.H2.create();
    try (World world = World.on(database, Nights.START, Nights.oneJob())) {
      Watchdog watchdog =
          new Watchdog(List.of(lacking, failing, sound), world.get(Judging.class), own -> own);

      assertThatThrownBy(() -> watchdog.step(world.now()))
          .isInstanceOf(FailedDutyException.class)
          .hasCauseInstanceOf(NoClassDefFoundError.class)
          .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
      assertThat(done).hasValue(1);
    } finally {
      database.close();
    }
  }
}
