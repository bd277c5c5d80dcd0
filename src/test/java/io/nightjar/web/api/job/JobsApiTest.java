package io.nightjar.web.api.job;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.incident.FollowUpState;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRun.Progress;
import io.nightjar.ledger.expected.ExpectedRunClaimRepository;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.expected.ExpectedRunUpdate;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.job.JobRecordRepository;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class JobsApiTest {

  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");

  @Autowired
  private ApiClient api;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private ExpectedRunRepository expectedRuns;

  @Autowired
  private ExpectedRunClaimRepository claims;

  @Autowired
  private JobRecordRepository jobRecords;

  @Autowired
  private IncidentRepository incidents;

  private Answer get(String path) {
    return api.as("viewer").get(path);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "job                 | here",
        "description         | Runs here, at five past midnight",
        "schedule/expression | 0 5 0 * * *",
        "schedule/timeZone   | UTC",
        "schedule/words      | at 00:05 every day",
        "state               | awaiting",
        "dataAsOf            | null",
        "lastScheduledStart  | null",
        "lastSuccess         | null",
        "nextOccurrence      | 2026-01-23T00:05:00Z",
        "startWithin         | PT5M",
        "finishWithin        | PT30M",
        "earlyBy             | PT1M",
        "atLeast             | PT2S",
        "freshFor            | null",
        "catchUpWithin       | PT5H",
        "overlap             | skip",
        "requires            | []",
        "staleInput          | hold",
        "owner               | @sync-team",
        "runbook             | https://runbooks.example/here",
        "runsHere            | true",
        "runner              | inert",
        "incidents           | []",
        "runs                | []",
      })
  void a_job_says_what_it_promises_and_how_it_stands(String member, String value) {
    assertThat(get("/api/jobs/here").at("/" + member)).isEqualTo(value);
  }

  @Test
  void a_job_that_runs_elsewhere_has_no_runner() {
    Answer answer = get("/api/jobs/elsewhere");

    assertThat(answer.at("/runsHere")).isEqualTo("false");
    assertThat(answer.at("/runner")).isEqualTo("null");
    assertThat(answer.at("/requires")).isEqualTo("[\"here\"]");
    assertThat(answer.at("/staleInput")).isEqualTo("warn");
  }

  @Test
  void the_list_has_all_jobs_in_the_order_of_the_catalogue() {
    assertThat(get("/api/jobs").texts("/jobs", "job"))
        .containsExactly("here", "hourly", "elsewhere", "early");
  }

  @Test
  void the_state_is_that_of_the_latest_occurrence_that_has_passed() {
    ExpectedRun expected = expectedRuns.find("here", OCCURRENCE).orElseThrow();
    Progress missed = new Progress(ExpectedState.MISSED, null, null, null);
    claims.update(List.of(new ExpectedRunUpdate(expected.id(), missed, null)));

    assertThat(get("/api/jobs").texts("/jobs", "state"))
        .as("no occurrence of elsewhere has passed yet")
        .containsExactly("missed", "awaiting", "awaiting", "awaiting");
    assertThat(get("/api/jobs/here").at("/state")).isEqualTo("missed");
  }

  @Test
  void a_job_shows_its_last_five_runs_newest_first() {
    for (int i = 0; i < 7; i++) {
      Instant at = START.plusSeconds(i);
      runs.fire("hourly", at, RunTrigger.SCHEDULE, UUID.randomUUID(), at);
    }

    assertThat(get("/api/jobs/hourly").texts("/runs", "firedAt"))
        .containsExactly(
            "2026-01-22T00:10:06Z",
            "2026-01-22T00:10:05Z",
            "2026-01-22T00:10:04Z",
            "2026-01-22T00:10:03Z",
            "2026-01-22T00:10:02Z");
  }

  @Test
  void a_run_that_succeeds_shows_in_what_is_known_of_the_job() {
    Run run = runs.fire("here", OCCURRENCE, RunTrigger.SCHEDULE, UUID.randomUUID(), OCCURRENCE)
        .orElseThrow();
    runs.started(run.id(), OCCURRENCE.plusSeconds(1), "scheduler");
    runs.finish(run.id(), RunResult.succeeded("done"), OCCURRENCE.plusSeconds(90), "scheduler");
    jobRecords.dataAsOf("here", OCCURRENCE);

    Answer job = get("/api/jobs/here");

    assertThat(job.at("/lastScheduledStart")).isEqualTo("2026-01-22T00:05:01Z");
    assertThat(job.at("/lastSuccess")).isEqualTo("2026-01-22T00:06:30Z");
    assertThat(job.at("/dataAsOf")).isEqualTo("2026-01-22T00:05:00Z");
    assertThat(job.at("/runs/0/outcome")).isEqualTo("succeeded");
    assertThat(job.at("/runs/0/duration")).isEqualTo("PT1M29S");
    assertThat(job.at("/runs/0/trigger")).isEqualTo("schedule");
    assertThat(job.at("/runs/0/excerpt")).isEqualTo("done");
  }

  @Test
  void open_incidents_show_with_their_job_and_in_the_list() {
    IncidentFixture.open(
        incidents,
        List.of(new Incident(
            0,
            "here",
            null,
            IncidentKind.NOT_STARTED,
            OCCURRENCE,
            null,
            OCCURRENCE,
            null,
            START,
            UUID.randomUUID(),
            null,
            FollowUpState.NONE,
            null)));

    assertThat(get("/api/jobs/here").texts("/incidents", "kind")).containsExactly("not_started");
    assertThat(get("/api/jobs").texts("/jobs/0/incidents", "kind")).containsExactly("not_started");
    assertThat(get("/api/jobs").at("/jobs/1/incidents")).isEqualTo("[]");
  }

  @Test
  void a_job_shows_the_changes_of_its_promise() {
    Answer job = get("/api/jobs/here");

    assertThat(job.at("/changes/0/change")).isEqualTo("added");
    assertThat(job.at("/changes/0/before")).isEqualTo("null");
    assertThat(job.at("/changes/0/after")).contains("0 5 0 * * *", "start within");
  }

  @ParameterizedTest
  @CsvSource({"/api/jobs/nobody", "/api/jobs/nobody/runs"})
  void an_unknown_job_is_not_found(String path) {
    Answer answer = get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.at("/detail")).contains("\"nobody\"", "GET /api/jobs");
    assertThat(answer.at("/title")).isEqualTo("Not Found");
    assertThat(answer.at("/instance")).isEqualTo(path);
  }
}
