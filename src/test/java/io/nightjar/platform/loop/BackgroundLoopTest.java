package io.nightjar.platform.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BackgroundLoopTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-22T00:00:00Z"));
  private final WakeUpSignal wakeUp = new WakeUpSignal();
  private final AtomicInteger passes = new AtomicInteger();
  private final AtomicBoolean cutOff = new AtomicBoolean();
  private BackgroundLoop loop = loop(now -> LONG);

  private interface Pass {

    Duration at(Instant now) throws Exception;
  }

  private BackgroundLoop loop(Pass pass) {
    return loop(Duration.ofSeconds(5), pass);
  }

  private BackgroundLoop loop(Duration longestStop, Pass pass) {
    LoopMessages consequence = new LoopMessages(
        LoggerFactory.getLogger(BackgroundLoopTest.class),
        "nothing is done; it goes on",
        "it is done again");
    return new BackgroundLoop("test-loop", clock, wakeUp, longestStop, consequence) {
      @Override
      protected Duration pass(Instant now) throws Exception {
        passes.incrementAndGet();
        return pass.at(now);
      }

      @Override
      protected void stopTimedOut() {
        cutOff.set(true);
      }
    };
  }

  @AfterEach
  void stop() {
    loop.stop();
  }

  @Test
  void a_pass_that_leaves_more_to_do_is_followed_by_another_at_once() {
    loop = loop(now -> Duration.ZERO);
    loop.start();

    await().until(() -> passes.get() > 100);
  }

  @Test
  void the_bell_ends_a_wait() {
    loop.start();
    await().until(() -> passes.get() == 1);

    wakeUp.wake();

    await().until(() -> passes.get() == 2);
  }

  @Test
  void nothing_that_a_pass_throws_ends_it(CapturedOutput output) {
    List<Throwable> thrown = new CopyOnWriteArrayList<>(List.of(
        new IllegalStateException("no connection"),
        new NoClassDefFoundError("x/Gone"),
        new StackOverflowError(),
        new InterruptedException()));
    loop = loop(now -> {
      wakeUp.wake();
      if (thrown.isEmpty()) {
        return LONG;
      }
      throw sneaky(thrown.remove(0));
    });
    loop.start();

    await().until(() -> passes.get() > 6);
    assertThat(output).contains("it is done again, after 3 failed passes");
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable problem) throws T {
    throw (T) problem;
  }

  @Test
  void a_failure_is_said_at_once_and_then_once_a_minute(CapturedOutput output) {
    loop = loop(now -> {
      throw new IllegalStateException("no connection");
    });
    for (int second = 0; second < 61; second++) {
      loop.once();
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(output.getAll().split("nothing is done; it goes on", -1)).hasSize(3);
  }

  @Test
  void a_stop_waits_for_the_pass_under_way_and_not_for_the_wait() throws InterruptedException {
    CountDownLatch inPass = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    loop = loop(LONG, now -> {
      inPass.countDown();
      await().until(() -> !loop.isRunning());
      ended.set(true);
      return LONG;
    });
    loop.start();
    inPass.await();

    loop.stop();

    assertThat(ended).isTrue();
    assertThat(cutOff).isFalse();
    assertThat(passes).hasValue(1);
  }

  @Test
  void a_stop_that_waits_in_vain_says_so() throws InterruptedException {
    CountDownLatch inPass = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    loop = loop(Duration.ofMillis(20), now -> {
      inPass.countDown();
      go.await();
      return LONG;
    });
    loop.start();
    inPass.await();

    loop.stop();

    assertThat(cutOff).isTrue();
    assertThat(loop.isRunning()).isFalse();
    go.countDown();
  }

  @Test
  void it_can_be_started_again() {
    loop.start();
    await().until(() -> passes.get() == 1);
    loop.stop();
    assertThat(cutOff).isFalse();

    loop.start();

    await().until(() -> passes.get() > 1);
    assertThat(loop.isRunning()).isTrue();
  }
}
