package io.nightjar.runner.http.poll;

import static io.nightjar.runner.http.target.HttpTargetBuilder.aRequestTo;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.SettableClock;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RecordingRunContext;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.http.CallbackUrl;
import io.nightjar.runner.http.HttpRunner;
import io.nightjar.runner.http.call.ScriptedHttpServer;
import io.nightjar.runner.http.target.HttpTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

/** Polling against a scripted service, in time that passes only while the runner rests. */
@Timeout(20)
class StatusPollerTest {

  private static final Instant NOW = RecordingRunContext.OCCURRENCE;

  private final SettableClock clock = new SettableClock(NOW);
  private final List<Duration> pauses = new ArrayList<>();
  private Consumer<Duration> whilePausing = pause -> {};
  private ScriptedHttpServer service;
  private RecordingRunContext context;

  @BeforeEach
  void open() throws Exception {
    service = new ScriptedHttpServer();
    context = RecordingRunContext.of(aRequestTo(service.url("/job"))
        .likeTheSyncService()
        .header("Authorization", "Bearer t0ken")
        .polling(service.url("/status"), "/job", Duration.ofSeconds(1), Duration.ofSeconds(10))
        .build());
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void of_an_answer_with_many_jobs_all_is_read_up_to_the_limit_and_beyond_it_that_is_said() {
    String others =
        IntStream.range(0, 8_000).mapToObj(i -> "\"job" + i + "\":false,").collect(joining());
    accepted()
        .answers(200, "{" + others + "\"job\":true}")
        .answers(200, "{" + others + "\"job\":false}");
    assertThat(others).hasSizeGreaterThan(64 * 1024);

    assertThat(runner().run(context).finish().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(context.hasStarted()).isTrue();
  }

  @Test
  void a_status_that_is_too_long_says_so() {
    context = RecordingRunContext.of(aRequestTo(service.url("/job"))
        .likeTheSyncService()
        .maxResponseSize(DataSize.ofKilobytes(2))
        .polling(service.url("/status"), "/job", Duration.ofSeconds(1), Duration.ofSeconds(2))
        .build());
    accepted().answers(200, "{\"others\":\"" + "x".repeat(3_000) + "\",\"job\":true}");

    assertThat(runner().run(context).finish().cause())
        .contains("the answer is longer than 2KB and was not read (raise http.max-response-size")
        .doesNotContain("not JSON");
  }

  @Test
  void a_job_is_followed_from_just_started_to_its_end_although_its_flag_goes_up_late()
      throws Exception {
    accepted().polls("FFTTF");

    RunResult finish = runner().run(context).finish();

    assertThat(finish).isEqualTo(RunResult.succeeded("the service no longer reports it running"));
    assertThat(service.received)
        .extracting(ScriptedHttpServer.Received::method)
        .containsExactly("PUT", "GET", "GET", "GET", "GET", "GET");
    assertThat(service.received)
        .allSatisfy(
            received -> assertThat(received.header("Authorization")).isEqualTo("Bearer t0ken"));
  }

  @Test
  void it_has_started_when_it_is_first_seen_running() throws Exception {
    accepted().polls("FFTF");
    whilePausing =
        pause -> assertThat(context.hasStarted()).isEqualTo(service.received.size() >= 4);

    runner().run(context);

    assertThat(context.hasStarted()).isTrue();
  }

  @Test
  void pauses_grow_from_a_tenth_of_a_second_to_the_configured_one_and_react_within_two_tenths()
      throws Exception {
    accepted().polls("TTTTTTTF");
    List<Instant> polls = new ArrayList<>();
    whilePausing = pause -> {
      if (polls.size() < service.received.size() - 1) {
        polls.add(clock.instant());
      }
    };

    runner().run(context);

    assertThat(polls)
        .extracting(at -> Duration.between(NOW, at).toMillis())
        .containsExactly(0L, 100L, 300L, 700L, 1500L, 2500L, 3500L);
    assertThat(pauses)
        .allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMillis(100)));
  }

  @Test
  void a_job_that_says_just_started_and_never_runs_has_failed_and_not_started() throws Exception {
    accepted().polls("F");

    RunResult finish = runner().run(context).finish();

    assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finish.cause())
        .contains("accepted (\"Just started\") but was not seen running within 10s");
    assertThat(context.hasStarted()).isFalse();
    assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(10));
  }

  @Test
  void a_service_that_cannot_be_reached_for_a_while_does_not_end_the_run() throws Exception {
    accepted().polls("TXXXTXF");

    RunResult finish = runner().run(context).finish();

    assertThat(finish.outcome()).isEqualTo(Outcome.SUCCEEDED);
    String target = "GET " + service.url("/status") + ": ";
    assertThat(context.logs)
        .containsExactly(
            target + "answered 503 Service Unavailable",
            target + "the status can be read again",
            target + "answered 503 Service Unavailable",
            target + "the status can be read again");
  }

  @Test
  void changes_are_not_recorded_without_end() throws Exception {
    accepted().polls("TX".repeat(27) + "TF");

    runner().run(context);

    assertThat(context.logs).hasSize(50);
    assertThat(context.logs.get(49)).contains("not recorded");
  }

  @Test
  void a_token_that_is_refused_is_said_with_the_key_to_look_at() throws Exception {
    accepted().answers(401, "no t0ken");

    RunResult finish = runner().run(context).finish();

    assertThat(context.logs).hasSize(1);
    assertThat(context.logs.get(0))
        .contains("answered 401 Unauthorized", "http.poll.headers")
        .doesNotContain("t0ken");
    assertThat(finish.cause()).contains("could not be read", "answered 401 Unauthorized");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void a_page_instead_of_json_is_quoted_without_secrets() throws Exception {
    accepted().polls("T").answers(200, "<html>login, t0ken</html>").polls("F");

    assertThat(runner().run(context).finish().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(context.logs.get(0)).endsWith("the answer is not JSON: <html>login, ***</html>");
  }

  @Test
  void a_cancelled_run_is_no_longer_followed() throws Exception {
    accepted().polls("T");
    whilePausing = pause -> context.cancelled = clock.instant().isAfter(NOW.plusSeconds(3));

    RunResult finish = runner().run(context).finish();

    assertThat(finish.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(finish.cause()).contains("the job goes on there");
    assertThat(clock.instant()).isBefore(NOW.plusSeconds(4));
  }

  @Test
  void a_stop_leaves_the_run_to_another_instance_at_once() throws Exception {
    accepted().polls("T");
    whilePausing = pause -> context.stopping = clock.instant().isAfter(NOW.plusSeconds(3));

    assertThat(runner().run(context)).isEqualTo(RunnerResult.leftRunning());
    assertThat(clock.instant()).isBefore(NOW.plusSeconds(4));
  }

  @Test
  void so_does_an_interruption() throws Exception {
    accepted().polls("T");
    whilePausing = pause -> Thread.currentThread().interrupt();

    assertThat(runner().run(context)).isEqualTo(RunnerResult.leftRunning());
  }

  @Test
  void what_is_handed_over_holds_no_secret_and_is_enough_to_go_on() throws Exception {
    accepted().polls("T");
    whilePausing = pause -> context.stopping = true;
    runner().run(context);
    assertThat(context.handOvers).containsExactly("{\"acceptedAt\":\"2022-01-22T00:05:00Z\"}");
    service.polls("TF");
    RecordingRunContext adopted = new RecordingRunContext(context.job()).startedBefore();

    RunnerResult result = runner().follow(adopted, context.handOvers.get(0));

    assertThat(result.finish().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(service.received)
        .extracting(ScriptedHttpServer.Received::method)
        .containsOnlyOnce("PUT");
  }

  @Test
  void an_adopted_run_that_ended_meanwhile_has_succeeded() throws Exception {
    service.polls("F");

    assertThat(runner()
            .follow(context.startedBefore(), "{\"acceptedAt\":\"2022-01-22T00:05:00Z\"}")
            .finish()
            .outcome())
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void an_adopted_run_that_nobody_saw_running_is_given_the_rest_of_its_time() throws Exception {
    service.polls("F");
    clock.advance(Duration.ofSeconds(7));

    RunResult finish =
        runner().follow(context, "{\"acceptedAt\":\"2022-01-22T00:05:00Z\"}").finish();

    assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(10));
  }

  @Test
  void a_hand_over_that_cannot_be_read_counts_from_when_the_run_was_fired() throws Exception {
    service.polls("TF");

    assertThat(runner().follow(context, "garbage").finish().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  private ScriptedHttpServer accepted() {
    return service.answers(200, "{\"status\":\"Just started\"}");
  }

  private HttpRunner runner() {
    HttpTarget work = (HttpTarget) context.job().work();
    return new HttpRunner(
        work,
        new CallbackUrl("", null),
        clock,
        pause -> {
          pauses.add(pause);
          whilePausing.accept(pause);
          clock.advance(pause);
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        },
        Duration.ofMillis(200));
  }
}
