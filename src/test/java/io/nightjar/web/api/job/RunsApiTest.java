package io.nightjar.web.api.job;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class RunsApiTest {

  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");
  private static final UUID INSTANCE = UUID.randomUUID();

  @Autowired
  private ApiClient api;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private RunOwnership ownership;

  private UUID running() {
    Run run =
        runs.fire("here", OCCURRENCE, RunTrigger.SCHEDULE, INSTANCE, OCCURRENCE).orElseThrow();
    runs.started(run.id(), OCCURRENCE.plusSeconds(1), "scheduler");
    return run.id();
  }

  private Answer cancel(Object run) {
    return api.as("operator").post("/api/runs/" + run + "/cancel");
  }

  @Test
  void a_run_shows_how_it_ended_but_not_how_it_is_followed() {
    UUID run = running();
    runs.followable(run, "http://user:secret@sync/");
    RunResult failed = new RunResult(Outcome.FAILED, "exit status 3", "no such table", 3);
    runs.finish(run, failed, OCCURRENCE.plusSeconds(61), "scheduler");

    Answer answer = api.as("viewer").get("/api/runs/" + run);

    assertThat(answer.at("/outcome")).isEqualTo("failed");
    assertThat(answer.at("/cause")).isEqualTo("exit status 3");
    assertThat(answer.at("/excerpt")).isEqualTo("no such table");
    assertThat(answer.at("/exitStatus")).isEqualTo("3");
    assertThat(answer.at("/startedAt")).isEqualTo("2026-01-22T00:05:01Z");
    assertThat(answer.at("/finishedAt")).isEqualTo("2026-01-22T00:06:01Z");
    assertThat(answer.at("/duration")).isEqualTo("PT1M");
    assertThat(answer.at("/instance")).isEqualTo(INSTANCE.toString());
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void the_heartbeats_of_a_run_are_told_in_order() {
    UUID run = running();
    runs.log(run, OCCURRENCE.plusSeconds(2), "scheduler", "half way");

    Answer answer = api.as("viewer").get("/api/runs/" + run + "/heartbeats");

    assertThat(answer.texts("/heartbeats", "kind")).containsExactly("fired", "started", "log");
    assertThat(answer.at("/heartbeats/2/detail")).isEqualTo("half way");
    assertThat(answer.at("/heartbeats/2/at")).isEqualTo("2026-01-22T00:05:02Z");
    assertThat(answer.at("/heartbeats/2/source")).isEqualTo("scheduler");
  }

  @Test
  void the_heartbeats_of_a_run_are_told_in_pages() {
    UUID run = running();
    String all = "/api/runs/" + run + "/heartbeats";

    Answer first = api.as("viewer").get(all + "?limit=1");
    Answer second = api.as("viewer").get(all + "?limit=1&after=" + first.at("/next"));

    assertThat(first.texts("/heartbeats", "kind")).containsExactly("fired");
    assertThat(second.texts("/heartbeats", "kind")).containsExactly("started");
    assertThat(second.at("/next")).isEqualTo("null");
    assertThat(api.as("viewer").get(all + "?limit=1001").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/heartbeats"})
  void an_unknown_run_is_not_found_and_a_malformed_one_refused(String part) {
    Answer unknown = api.as("viewer").get("/api/runs/" + INSTANCE + part);
    Answer malformed = api.as("viewer").get("/api/runs/nonsense" + part);

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.at("/detail")).isEqualTo("There is no run " + INSTANCE + ".");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.at("/detail")).isEqualTo("id cannot be \"nonsense\": send a UUID");
  }

  @Test
  void the_instance_that_runs_it_is_asked_to_cancel() {
    UUID run = running();

    Answer answer = cancel(run);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.at("/outcome")).isEqualTo("null");
    assertThat(ownership.cancelRequestedBy(run)).contains("otto");
  }

  @Test
  void a_requested_run_that_nobody_has_taken_ends_at_once_and_is_not_taken_afterwards() {
    String run = api.as("operator").post("/api/jobs/here/runs").at("/id");

    Answer answer = cancel(run);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/outcome")).isEqualTo("cancelled");
    assertThat(answer.at("/cause")).isEqualTo("cancelled by otto");
    assertThat(answer.at("/finishedAt")).isEqualTo(START.toString());
    assertThat(ownership.take(UUID.fromString(run), INSTANCE)).isEmpty();
  }

  @Test
  void a_run_of_a_job_elsewhere_ends_at_once() {
    api.get("/ping/ping-key-of-early-88aa/start");

    Answer answer = cancel(runs.unfinished("early").get(0).id());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/outcome")).isEqualTo("cancelled");
  }

  @Test
  void a_run_that_another_instance_will_follow_is_left_to_it() {
    UUID run = running();
    runs.followable(run, "{}");
    ownership.release(run, INSTANCE);

    assertThat(cancel(run).status()).isEqualTo(202);
    assertThat(ownership.cancelRequestedBy(run)).contains("otto");
  }

  @Test
  void a_run_that_has_ended_cannot_be_cancelled() {
    UUID run = running();
    runs.finish(run, RunResult.succeeded(null), OCCURRENCE.plusSeconds(60), "scheduler");

    Answer answer = cancel(run);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/detail"))
        .contains("has already ended, at 2026-01-22T00:06:00Z", "succeeded");
    assertThat(answer.at("/run")).isEqualTo(run.toString());
  }

  @Test
  void a_cancellation_takes_no_members() {
    Answer answer =
        api.as("operator").postJson("/api/runs/" + running() + "/cancel", "{\"why\": \"x\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/detail")).contains("\"why\"");
  }
}
