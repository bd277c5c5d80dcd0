package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.notification.dispatch.DispatcherLoop;
import io.nightjar.platform.loop.WakeUpSignal;
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
    WatchdogTask report = new WatchdogTask() {
      @Override
      public WatchdogLane lane() {
        return WatchdogLane.REPORT;
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
      WatchdogTask judging = new WatchdogTask() {
        @Override
        public WatchdogLane lane() {
          return WatchdogLane.JUDGE;
        }

        @Override
        public boolean step(Instant now) {
          return judged.incrementAndGet() < 1_000;
        }
      };
      Watchdog watchdog = new Watchdog(List.of(report, judging), own -> own);
      List<WatchdogLoop> loops = Stream.of(WatchdogLane.REPORT, WatchdogLane.JUDGE)
          .map(lane -> new WatchdogLoop(
              lane,
              watchdog,
              world.get(WatchdogStatus.class),
              mock(DispatcherLoop.class),
              new WakeUpSignal(),
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
    WatchdogTask lacking = now -> {
      throw new NoClassDefFoundError("org/example/Gone");
    };
    WatchdogTask failing = now -> {
      throw new IllegalStateException("as well");
    };
    WatchdogTask sound = now -> done.incrementAndGet() > 1;
    var database = Databases.H2.create();
    try (World world = World.on(database, Nights.START, Nights.oneJob())) {
      Watchdog watchdog = new Watchdog(List.of(lacking, failing, sound), own -> own);

      assertThatThrownBy(() -> watchdog.step(Set.of(WatchdogLane.WATCH), world.now()))
          .isInstanceOf(FailedTaskException.class)
          .hasCauseInstanceOf(NoClassDefFoundError.class)
          .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
      assertThat(done).hasValue(1);
    } finally {
      database.close();
    }
  }
}
