package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.rehearsal.Rehearsal;
import io.nightjar.rehearsal.RehearsalReport;
import io.nightjar.rehearsal.RehearsalReport.Result;
import io.nightjar.scheduler.SchedulerProcess;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** What hangs in a rehearsal is blamed, and nothing else. */
class HangingRehearsalTest extends RehearsalFixture {

  private static final Map<String, Object> BRIEF =
      Map.of("nightjar.scheduler.rehearse-within", "4s");

  @Test
  void what_hangs_is_ended_and_the_others_go_on() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch never = new CountDownLatch(1);
    kind.whenRehearsed("hangs", context -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        interrupted.set(true);
        throw e;
      }
    });

    try (var process = SchedulerProcess.start(
        database, kind, BRIEF, aJob("hangs", NIGHTLY), aJob("fine", NIGHTLY))) {
      RehearsalReport report = process.get(Rehearsal.class).rehearse("1", false);

      assertThat(report.failures()).singleElement().satisfies(result -> {
        assertThat(result.job()).isEqualTo("hangs");
        assertThat(result.cause()).isEqualTo("was not ready within 4s");
      });
      await().untilTrue(interrupted);
    }
  }

  @Test
  void who_waits_for_one_that_hangs_is_not_blamed() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    kind.whenRehearsed("hangs", context -> {
      lock.lock();
      try {
        held.countDown();
        never.await();
      } finally {
        lock.unlock();
      }
    });
    kind.whenRehearsed("waits", context -> {
      held.await();
      lock.lock();
      lock.unlock();
    });
    try (var process = SchedulerProcess.start(
        database, kind, BRIEF, aJob("waits", NIGHTLY), aJob("hangs", NIGHTLY))) {
      RehearsalReport report = process.get(Rehearsal.class).rehearse("1", false);

      assertThat(report.failures()).extracting(Result::job).containsExactly("hangs");
    }
  }

  @Test
  void a_job_whose_turn_never_comes_was_not_fired() throws Exception {
    AtomicBoolean released = new AtomicBoolean();
    kind.whenRehearsed("a-hog", context -> {
      while (!released.get()) {
        Thread.onSpinWait();
      }
    });
    Map<String, Object> oneThread =
        Map.of("nightjar.scheduler.rehearse-within", "4s", "nightjar.scheduler.threads", "1");
    try (var process = SchedulerProcess.start(
        database, kind, oneThread, aJob("a-hog", NIGHTLY), aJob("victim", NIGHTLY))) {
      RehearsalReport report = process.get(Rehearsal.class).rehearse("1", false);

      assertThat(report.failures())
          .extracting(Result::cause)
          .anyMatch(cause ->
              cause.startsWith("was not fired by the scheduler; the state of its trigger is "))
          .anyMatch(cause -> cause.equals("was not ready within 4s"));
    } finally {
      released.set(true);
    }
  }

  @Test
  void what_hangs_keeps_one_thread_however_often_it_is_rehearsed() throws Exception {
    AtomicBoolean released = new AtomicBoolean();
    kind.whenRehearsed("hangs", context -> {
      while (!released.get()) {
        Thread.onSpinWait();
      }
    });
    Map<String, Object> brief = Map.of("nightjar.scheduler.rehearse-within", "1s");
    try (var process = SchedulerProcess.start(
        database, kind, brief, aJob("hangs", NIGHTLY), aJob("fine", NIGHTLY))) {
      Rehearsal rehearsal = process.get(Rehearsal.class);
      assertThat(rehearsal.rehearse("1", false).failures())
          .extracting(Result::cause)
          .containsExactly("was not ready within 1s");
      await().until(() -> rehearsalThreads() == 1);

      assertThat(rehearsal.rehearse("1", false).failures())
          .extracting(Result::cause)
          .singleElement()
          .asString()
          .startsWith("still hangs in an earlier rehearsal");
      await().until(() -> rehearsalThreads() == 1);

      released.set(true);
      await().until(() -> rehearsalThreads() == 0);
      assertThat(rehearsal.rehearse("1", false).ok()).isTrue();
    } finally {
      released.set(true);
    }
  }

  /** Of its workers, its own scheduler and what Quartz makes besides. */
  private static long rehearsalThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("rehearsal"))
        .count();
  }
}
