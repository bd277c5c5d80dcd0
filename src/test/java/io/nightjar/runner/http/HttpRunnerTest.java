package io.nightjar.runner.http;

import static io.nightjar.runner.http.target.HttpTargetBuilder.aRequestTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.SettableClock;
import io.nightjar.job.PingKey;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RecordingRunContext;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.http.call.ScriptedHttpServer;
import io.nightjar.runner.http.poll.Sleeper;
import io.nightjar.runner.http.target.CompletionMode;
import io.nightjar.runner.http.target.HttpTarget;
import io.nightjar.runner.http.target.HttpTargetBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class HttpRunnerTest {

  private static final PingKey KEY = new PingKey("k3y-of-the-job");

  /** Longer than any answer here takes, however busy the machine. */
  private static final Duration AT_ONCE = Duration.ofSeconds(15);

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
  void a_job_that_is_done_when_it_has_answered_has_succeeded() {
    service.answers(200, "rebuilt 7 people\n");
    RecordingRunContext context = context(request().build());

    assertThat(run(context))
        .isEqualTo(RunnerResult.finished(RunResult.succeeded("rebuilt 7 people")));
    assertThat(context.hasStarted()).isTrue();
  }

  @Test
  void the_service_is_told_which_run_it_is_and_asked_for_json() {
    service.answers(204, "");

    run(context(request().header("Authorization", "Bearer abc").build()));

    ScriptedHttpServer.Received received = service.received.get(0);
    assertThat(received.method()).isEqualTo("PUT");
    assertThat(received.path()).isEqualTo("/job");
    assertThat(received.body()).isEmpty();
    assertThat(received.header("Accept")).isEqualTo("application/json");
    assertThat(received.header("Authorization")).isEqualTo("Bearer abc");
    assertThat(received.header("Nightjar-run-id")).isEqualTo(RecordingRunContext.RUN.toString());
    assertThat(received.headers()).doesNotContainKey("Nightjar-callback-url");
  }

  @Test
  void a_configured_body_and_configured_headers_are_sent_as_they_are() {
    service.answers(200, "");

    run(context(request()
        .body("<run/>")
        .header("content-type", "text/xml")
        .header("Accept", "*/*")
        .build()));

    ScriptedHttpServer.Received received = service.received.get(0);
    assertThat(received.body()).isEqualTo("<run/>");
    assertThat(received.headers().get("Content-type")).containsExactly("text/xml");
    assertThat(received.headers().get("Accept")).containsExactly("*/*");
  }

  @Test
  void the_parameters_of_a_manual_run_are_its_body() {
    service.answers(200, "");
    HttpTarget work =
        request().body("<run/>").header("Content-Type", "text/xml").build();

    run(context(work).withParameters("{\"dateOverride\":\"ANY\"}"));

    assertThat(service.received.get(0).body()).isEqualTo("{\"dateOverride\":\"ANY\"}");
    assertThat(service.received.get(0).headers().get("Content-type"))
        .containsExactly("application/json");
  }

  @Test
  void json_is_understood_whatever_it_is_called() {
    service.answers(exchange -> {
      byte[] body =
          "\uFEFF{\"status\":\"Just started\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=UTF-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    });

    assertThat(finish(context(request().likeTheSyncService().build())).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @ParameterizedTest(name = "by {0}")
  @EnumSource(CompletionMode.class)
  void a_job_that_runs_already_is_skipped_and_the_stuck_flag_is_mentioned(
      CompletionMode completion) {
    service.answers(200, "{\"status\":\"Already running\"}");
    RecordingRunContext context = context(accepting(completion));

    RunResult finish = finish(context);

    assertThat(finish.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(finish.cause())
        .contains(
            "PUT " + service.url("/job"),
            "already running (\"Already running\")",
            "stuck",
            "restart that service");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void busy_may_come_with_any_status() {
    service.answers(409, "{\"status\":\"Already running\"}");

    assertThat(finish(context(accepting(CompletionMode.RESPONSE))).outcome())
        .isEqualTo(Outcome.SKIPPED);
  }

  @ParameterizedTest(name = "{0} by {1}: started {2}")
  @CsvSource({
    "400, POLL, false", "400, CALLBACK, false", "400, RESPONSE, false", "401, RESPONSE, false",
    "500, POLL, false", "500, CALLBACK, false", "500, RESPONSE, true", "503, RESPONSE, false",
    "200, POLL, false", "200, CALLBACK, false", "200, RESPONSE, true"
  })
  void what_is_not_accepted_has_failed_and_not_started_unless_the_answer_tells_of_work(
      int status, CompletionMode completion, boolean started) {
    service.answers(status, "{\"error\":\"Job not found\"}");
    RecordingRunContext context = context(accepting(completion));

    RunResult finish = finish(context);

    assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finish.cause())
        .startsWith("PUT " + service.url("/job") + ": answered " + status + " ")
        .endsWith(": {\"error\":\"Job not found\"}");
    assertThat(finish.excerpt()).isEqualTo("{\"error\":\"Job not found\"}");
    assertThat(context.hasStarted()).isEqualTo(started);
    assertThat(context.handOvers).isEmpty();
  }

  @Test
  void an_acceptance_that_is_missing_is_named() {
    service.answers(200, "{\"status\":\"Paused\"}");

    assertThat(finish(context(accepting(CompletionMode.POLL))).cause())
        .endsWith(
            "answered 200 OK without \"Just started\" at /status (http.accepted-when): {\"status\":\"Paused\"}");
  }

  @Test
  void a_redirect_is_not_followed_but_named_without_its_query() {
    service.answers(exchange -> {
      exchange.getResponseHeaders().set("Location", "https://login.example/in?token=hunter2");
      exchange.sendResponseHeaders(302, -1);
    });

    RunResult finish = finish(context(request().build()));

    assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finish.cause())
        .contains(
            "answered 302 Found, a redirect to https://login.example/in, which is not followed")
        .doesNotContain("hunter2");
    assertThat(service.received).hasSize(1);
  }

  @Test
  void no_secret_comes_back_in_a_cause_or_an_excerpt() {
    service.answers(exchange -> {
      String echo = exchange.getRequestHeaders().entrySet() + " " + exchange.getRequestURI();
      byte[] body = echo.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(500, body.length);
      exchange.getResponseBody().write(body);
    });
    HttpTarget work = aRequestTo(service.url("/job?key=qu3ry"))
        .header("Authorization", "Bearer t0ken")
        .header("X-Api-Key", "ap1key")
        .completion(CompletionMode.CALLBACK)
        .build();

    RunResult finish = finish(context(work));

    assertThat(finish.cause() + finish.excerpt())
        .contains("***", "/job")
        .doesNotContain("qu3ry", "t0ken", "ap1key", KEY.value());
  }

  @Test
  void a_callback_is_awaited_without_a_thread() {
    service.answers(202, "");
    RecordingRunContext context =
        context(request().completion(CompletionMode.CALLBACK).build());

    assertThat(run(context)).isEqualTo(RunnerResult.leftRunning());
    assertThat(context.hasStarted()).isTrue();
    assertThat(service.received.get(0).header("Nightjar-callback-url"))
        .isEqualTo("https://nightjar.example/ping/k3y-of-the-job?rid=" + RecordingRunContext.RUN);
  }

  @Test
  void only_polled_runs_can_be_followed_by_another_instance() {
    RecordingRunContext context = context(request().build());

    assertThatThrownBy(() -> runner(context).follow(context, "{}"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private HttpTargetBuilder request() {
    return aRequestTo(service.url("/job"));
  }

  private HttpTarget accepting(CompletionMode completion) {
    HttpTargetBuilder work = request().likeTheSyncService();
    return completion == CompletionMode.POLL
        ? work.polling(
                service.url("/status"), "/job", Duration.ofSeconds(5), Duration.ofSeconds(30))
            .build()
        : work.completion(completion).build();
  }

  private static RecordingRunContext context(HttpTarget work) {
    return new RecordingRunContext(RecordingRunContext.aJob(work, KEY));
  }

  private HttpRunner runner(RecordingRunContext context) {
    HttpTarget work = (HttpTarget) context.job().work();
    CallbackUrl callback = new CallbackUrl("https://nightjar.example/", KEY);
    SettableClock clock = new SettableClock(RecordingRunContext.OCCURRENCE);
    return new HttpRunner(work, callback, clock, Sleeper.system(), AT_ONCE);
  }

  private RunnerResult run(RecordingRunContext context) {
    return runner(context).run(context);
  }

  private RunResult finish(RecordingRunContext context) {
    return run(context).finish();
  }
}
