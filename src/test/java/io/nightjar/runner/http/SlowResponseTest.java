package io.nightjar.runner.http;

import static io.nightjar.runner.http.target.HttpTargetBuilder.aRequestTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.SettableClock;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RecordingRunContext;
import io.nightjar.runner.http.call.ScriptedHttpServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs that are done when they have answered, while they have not. */
@Timeout(20)
class SlowResponseTest {

  private ScriptedHttpServer service;

  @BeforeEach
  void open() throws Exception {
    service = new ScriptedHttpServer();
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void a_job_that_answers_late_has_started_when_its_request_has_left() {
    CountDownLatch startedSeen = new CountDownLatch(1);
    service.answers(exchange -> {
      await().until(() -> startedSeen.getCount() == 0);
      exchange.sendResponseHeaders(503, -1);
    });
    RecordingRunContext context =
        RecordingRunContext.of(aRequestTo(service.url("/job")).build());
    context.whenStarted = startedSeen::countDown;

    assertThat(finish(context).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void a_cancelled_call_is_given_up_at_once() {
    CountDownLatch never = new CountDownLatch(1);
    service.answers(exchange -> awaitQuietly(never));
    RecordingRunContext context =
        RecordingRunContext.of(aRequestTo(service.url("/job")).build());
    context.whenStarted = () -> context.cancelled = true;

    RunResult finish = finish(context);

    assertThat(finish.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(finish.cause()).contains("Nightjar cannot stop the service");
    never.countDown();
  }

  @Test
  void an_interrupted_call_is_interrupted() {
    CountDownLatch never = new CountDownLatch(1);
    service.answers(exchange -> awaitQuietly(never));
    RecordingRunContext context =
        RecordingRunContext.of(aRequestTo(service.url("/job")).build());
    Thread thread = Thread.currentThread();
    context.whenStarted = () -> CompletableFuture.runAsync(thread::interrupt);

    assertThat(finish(context).outcome()).isEqualTo(Outcome.INTERRUPTED);
    never.countDown();
  }

  private static RunResult finish(RecordingRunContext context) {
    SettableClock clock = new SettableClock(RecordingRunContext.OCCURRENCE);
    return HttpRunner.of(context.job(), "", clock).run(context).finish();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
