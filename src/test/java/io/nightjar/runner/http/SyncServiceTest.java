package io.nightjar.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.demo.FakeSyncService;
import io.nightjar.demo.RecordedRequest;
import io.nightjar.job.Job;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RecordingRunContext;
import io.nightjar.runner.YamlTargetSection;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way, from configuration through a real clock, against the service this project was born from. */
@Timeout(20)
class SyncServiceTest {

  private static final String JOB = "personOwnerRebuildJob";

  private final HttpRunnerFactory kind = new HttpRunnerFactory(Clock.systemUTC(), "");
  private FakeSyncService service;
  private RecordingRunContext context;

  @BeforeEach
  void open() throws Exception {
    service = new FakeSyncService(0, "t0ken").takes(Duration.ofMillis(1_200));
    context = new RecordingRunContext(job("t0ken"))
        .finishBy(Clock.systemUTC().instant().plusSeconds(600));
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void a_job_is_started_and_followed_to_its_end() throws Exception {
    service.flagDelay(Duration.ofMillis(150));

    assertThat(finish().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(context.hasStarted()).isTrue();
    assertThat(service.requests())
        .extracting(RecordedRequest::method)
        .startsWith("PUT")
        .filteredOn("PUT"::equals)
        .hasSize(1);
  }

  @Test
  void a_stuck_flag_skips_the_run() throws Exception {
    service.stuckFlag(JOB);

    assertThat(finish().outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void just_started_that_never_runs_could_not_start() throws Exception {
    service.ghost(JOB);

    assertThat(finish().cause()).contains("was not seen running within 1s");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void a_refusal_could_not_start() throws Exception {
    service.refuse(JOB, 503);

    assertThat(finish().cause()).contains("answered 503 Service Unavailable");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void a_wrong_token_could_not_start_and_is_not_repeated_to_anybody() throws Exception {
    context = new RecordingRunContext(job("wr0ng"));

    assertThat(finish().cause())
        .contains("answered 401 Unauthorized", "http.request.headers")
        .doesNotContain("wr0ng");
    assertThat(context.hasStarted()).isFalse();
  }

  @Test
  void a_hung_job_is_followed_until_somebody_cancels_it() throws Exception {
    service.hang(JOB);
    context.whenStarted = () -> context.cancelled = true;

    assertThat(finish().outcome()).isEqualTo(Outcome.CANCELLED);
  }

  private RunResult finish() throws Exception {
    return kind.runnerFor(context.job()).run(context).finish();
  }

  private Job job(String token) {
    String yaml = """
        http:
          request: {method: PUT, url: "%1$s/api/job/%2$s", headers: {Authorization: Bearer %3$s}}
          accepted-when: {pointer: /status, equals: "Just started"}
          busy-when: {pointer: /status, equals: "Already running"}
          completion: poll
          poll: {url: "%1$s/api/jobs/status", every: 200ms, running-when: {pointer: /%2$s, equals: true}, seen-running-within: 1s}
        """.formatted(service.baseUrl(), JOB, token);
    return RecordingRunContext.aJob(
        new HttpTargetType().read(YamlTargetSection.of("http", yaml)), null);
  }
}
