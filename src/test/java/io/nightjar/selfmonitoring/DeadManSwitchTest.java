package io.nightjar.selfmonitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpServer;
import io.nightjar.SettableClock;
import io.nightjar.config.Roles;
import io.nightjar.notification.Destination;
import io.nightjar.notification.dispatch.AlertingState;
import io.nightjar.notification.dispatch.AlertingStatus;
import io.nightjar.notification.outbox.OutboxBacklog;
import io.nightjar.notification.outbox.UndeliverableDestination;
import io.nightjar.watchdog.WatchdogStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The service outside is a server of the test; what is well is said by hand. */
@ExtendWith(OutputCaptureExtension.class)
class DeadManSwitchTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:00Z");
  private static final String SECRET = "the-secret-key";

  private final WatchdogStatus watchdog = mock();
  private final AlertingStatus alerting = mock();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int status = 200;
  private HttpServer server;
  private DeadManSwitch deadMan;

  @BeforeEach
  void setUp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/ping/" + SECRET, exchange -> {
      calls.incrementAndGet();
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    });
    server.start();
    deadMan = switchAt("http://127.0.0.1:" + server.getAddress().getPort() + "/ping/" + SECRET);
    allIsWell();
  }

  @AfterEach
  void tearDown(CapturedOutput output) {
    server.stop(0);
    assertThat(output.getAll()).doesNotContain(SECRET);
    assertThat(deadMan.problem().orElse("")).doesNotContain(SECRET);
  }

  private DeadManSwitch switchAt(String url) {
    return new DeadManSwitch(
        new DeadManSwitchProperties(url, Duration.ofMinutes(1)),
        new OverallHealth(watchdog, alerting));
  }

  private void allIsWell() {
    when(watchdog.lastPass()).thenReturn(Optional.of(NOW));
    when(watchdog.lastFailure()).thenReturn(Optional.empty());
    when(watchdog.blindSince(any())).thenReturn(Optional.empty());
    doReturn(facts(true, NOW)).when(alerting).facts(any());
    when(alerting.stuck(any())).thenReturn(List.of());
  }

  private static AlertingState facts(boolean configured, Instant lastPass) {
    OutboxBacklog pending = new OutboxBacklog(0, 0, null, Duration.ZERO);
    return new AlertingState(configured, "slack", true, lastPass, null, null, pending);
  }

  private void step() throws InterruptedException {
    deadMan.step(NOW);
  }

  @Test
  void it_is_called_while_all_is_well(CapturedOutput output) throws InterruptedException {
    assertThat(deadMan.problem()).contains("it is not called: the watchdog has not looked yet");
    assertThat(deadMan.lastCalled()).isEmpty();
    step();
    step();

    assertThat(calls).hasValue(2);
    assertThat(deadMan.lastCalled()).contains(NOW);
    assertThat(deadMan.problem()).isEmpty();
    assertThat(output).containsOnlyOnce("The dead man's switch at 127.0.0.1 is called every PT1M");
  }

  private void notCalled(String why, CapturedOutput output) throws InterruptedException {
    step();
    step();

    assertThat(calls).hasValue(0);
    assertThat(deadMan.problem()).contains("it is not called: " + why);
    assertThat(output).containsOnlyOnce(why);
    allIsWell();
    step();
    assertThat(calls).hasValue(1);
    assertThat(deadMan.problem()).isEmpty();
  }

  @Test
  void not_while_the_loop_fails(CapturedOutput output) throws InterruptedException {
    when(watchdog.lastFailure()).thenReturn(Optional.of("SQLException"));
    notCalled("the watchdog cannot see", output);
  }

  @Test
  void not_while_the_loop_hangs(CapturedOutput output) throws InterruptedException {
    when(watchdog.blindSince(NOW)).thenReturn(Optional.of(NOW.minusSeconds(31)));
    notCalled("the watchdog cannot see", output);
  }

  @Test
  void not_while_the_outbox_cannot_be_read(CapturedOutput output) throws InterruptedException {
    when(alerting.facts(any())).thenThrow(new IllegalStateException("no connection"));
    notCalled("the database does not answer", output);
  }

  @Test
  void not_while_nobody_would_be_told(CapturedOutput output) throws InterruptedException {
    when(alerting.facts(any())).thenReturn(facts(false, NOW));
    notCalled("no alert channel is configured", output);
  }

  @Test
  void not_while_nothing_is_delivered(CapturedOutput output) throws InterruptedException {
    when(alerting.facts(any())).thenReturn(facts(true, NOW.minusSeconds(60)));
    step();
    assertThat(calls).hasValue(1);
    calls.set(0);
    when(alerting.facts(any())).thenReturn(facts(true, NOW.minusSeconds(61)));
    notCalled("messages are not being delivered", output);
  }

  @Test
  void not_while_a_place_takes_no_messages(CapturedOutput output) throws InterruptedException {
    UndeliverableDestination stuck = new UndeliverableDestination(
        new Destination("slack", "#sync"), NOW, true, false, "gone", 1);
    when(alerting.stuck(any())).thenReturn(List.of(stuck));
    notCalled("a place does not take its messages", output);
  }

  @Test
  void an_answer_that_is_no_success_is_said_once(CapturedOutput output)
      throws InterruptedException {
    status = 404;
    step();
    step();

    assertThat(deadMan.problem()).contains("it answered 404");
    assertThat(deadMan.lastCalled()).isEmpty();
    assertThat(output).containsOnlyOnce("it answered 404");
  }

  @Test
  void a_service_that_is_not_there_is_said_without_its_address() throws InterruptedException {
    server.stop(0);
    step();

    assertThat(deadMan.problem()).contains("it cannot be reached (ConnectException)");
  }

  @Test
  void the_loop_runs_only_where_it_is_watched_and_an_address_is_configured() {
    SettableClock clock = new SettableClock(NOW);
    for (Roles roles : List.of(new Roles(true, false), new Roles(false, false))) {
      DeadManSwitchLoop loop = new DeadManSwitchLoop(deadMan, roles, clock);
      loop.start();
      assertThat(loop.isRunning()).isFalse();
    }
    DeadManSwitchLoop nowhere = new DeadManSwitchLoop(switchAt(""), new Roles(true, true), clock);
    nowhere.start();
    assertThat(nowhere.isRunning()).isFalse();

    DeadManSwitchLoop loop = new DeadManSwitchLoop(deadMan, new Roles(false, true), clock);
    loop.start();
    await().untilAsserted(() -> assertThat(calls).hasValue(1));
    loop.stop();
    assertThat(loop.isRunning()).isFalse();
  }
}
