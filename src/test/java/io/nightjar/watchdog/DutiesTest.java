package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.alert.DispatcherLoop;
import io.nightjar.loop.Bell;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A pass in which something fails. */
class DutiesTest {

  @Test
  void a_report_that_takes_long_delays_no_judging() {
    CountDownLatch hanging = new CountDownLatch(1);
    Duty report = new Duty() {
      @Override
      public Lane lane() {
        return Lane.REPORT;
      }

      @Override
      public boolean step(Instant now) {
        try {
          hanging.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return false;
      }
    };
    var database = Databases.H2.create();
    try (World world = World.on(database, Nights.START, Nights.oneJob())) {
      AtomicInteger judged = new AtomicInteger();
      Duty judging = new Duty() {
        @Override
        public Lane lane() {
          return Lane.JUDGE;
        }

        @Override
        public boolean step(Instant now) {
          return judged.incrementAndGet() < 1_000;
        }
      };
      Watchdog watchdog =
          new Watchdog(List.of(report, judging), world.get(Judging.class), own -> own);
      List<WatchdogLoop> loops = Stream.of(Lane.REPORT, Lane.JUDGE)
          .map(lane -> new WatchdogLoop(
              lane,
              watchdog,
              world.get(WatchdogStatus.class),
              mock(DispatcherLoop.class),
              new Bell(),
              world.clock()))
          .toList();
      loops.forEach(WatchdogLoop::start);

      await().until(() -> judged.get() >= 1_000);
      hanging.countDown();
      loops.forEach(WatchdogLoop::stop);
    } finally {
      database.close();
    }
  }

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

      assertThatThrownBy(() -> watchdog.step(Set.of(Lane.WATCH), world.now()))
          .isInstanceOf(FailedDutyException.class)
          .hasCauseInstanceOf(NoClassDefFoundError.class)
          .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
      assertThat(done).hasValue(1);
    } finally {
      database.close();
    }
  }
}
