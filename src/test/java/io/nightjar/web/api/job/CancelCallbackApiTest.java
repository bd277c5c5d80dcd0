package io.nightjar.web.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.ledger.run.CallbackRuns;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class CancelCallbackApiTest {

  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");
  private static final UUID INSTANCE = UUID.randomUUID();

  @Autowired
  private ApiClient api;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private CallbackRuns callbackRuns;

  @Test
  void a_run_that_awaits_its_call_back_ends_at_once_and_no_longer_keeps_its_job_from_running() {
    Run run =
        runs.fire("here", OCCURRENCE, RunTrigger.SCHEDULE, INSTANCE, OCCURRENCE).orElseThrow();
    runs.started(run.id(), OCCURRENCE.plusSeconds(1), "scheduler");
    callbackRuns.leave(run.id(), INSTANCE, OCCURRENCE.plusSeconds(1), "scheduler");
    assertThat(api.as("operator").post("/api/jobs/here/runs").status()).isEqualTo(409);

    Answer answer = api.as("operator").post("/api/runs/" + run.id() + "/cancel");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/outcome")).isEqualTo("cancelled");
    assertThat(answer.at("/cause")).contains("otto", "cannot be told to stop");
    assertThat(api.as("operator").post("/api/jobs/here/runs").status()).isEqualTo(202);
  }
}
