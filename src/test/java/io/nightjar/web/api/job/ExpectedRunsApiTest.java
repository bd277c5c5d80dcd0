package io.nightjar.web.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class ExpectedRunsApiTest {

  @Autowired
  private ApiClient api;

  private Answer list(String query) {
    return api.as("viewer").get("/api/expected-runs" + query);
  }

  @Test
  void an_expected_run_says_when_it_must_start_and_finish() {
    assertThat(list("?job=here&to=2026-01-22T12:00:00Z").at("/expectedRuns").replace("\"", "'"))
        .isEqualTo(
            "[{'job':'here','occurrence':'2026-01-22T00:05:00Z','state':'awaiting','muted':false,"
                + "'startDeadline':'2026-01-22T00:10:00Z','finishDeadline':'2026-01-22T00:35:00Z',"
                + "'atLeast':'PT2S','run':null,'startedAt':null,'finishedAt':null}]");
  }

  @Test
  void without_a_window_it_is_a_day_to_each_side() {
    Answer answer = list("");

    assertThat(answer.at("/from")).isEqualTo("2026-01-21T00:10:00Z");
    assertThat(answer.at("/to")).isEqualTo("2026-01-23T00:10:00Z");
    assertThat(answer.at("/truncated")).isEqualTo("false");
    assertThat(answer.texts("/expectedRuns", "job"))
        .contains("here", "hourly", "elsewhere", "early");
  }

  @Test
  void the_window_has_its_first_instant_and_not_its_last() {
    assertThat(list("?job=hourly&from=2026-01-22T02:00:00Z&to=2026-01-22T04:00:00Z")
            .texts("/expectedRuns", "occurrence"))
        .containsExactly("2026-01-22T02:00:00Z", "2026-01-22T03:00:00Z");
  }

  @Test
  void more_than_the_limit_is_said() {
    Answer answer = list("?job=hourly&limit=2");

    assertThat(answer.texts("/expectedRuns", "job")).hasSize(2);
    assertThat(answer.at("/truncated")).isEqualTo("true");
  }

  @Test
  void the_state_filters() {
    assertThat(list("?state=awaiting").texts("/expectedRuns", "job")).isNotEmpty();
    assertThat(list("?state=met_late").texts("/expectedRuns", "job")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "?state=done                        | state cannot be \"done\": send one of awaiting, running, met, met_late",
        "?from=now                          | from cannot be \"now\"",
        "?to=2026-01-22T00:00:00%2B25:00    | to cannot be",
        "?from=2026-01-24T00:00:00Z         | send an instant before to",
        "?from=2020-01-01T00:00:00Z         | at most 400 days",
        "?from=-1000000-01-01T00:00:00Z     | from 1970 to 9999",
        "?limit=10001                       | from 1 to 10000",
        "?jobs=here                         | known are from, to, job, state, limit",
      })
  void what_cannot_be_read_is_refused(String query, String detail) {
    Answer answer = list(query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.at("/detail")).contains(detail);
  }

  @Test
  void a_job_that_there_never_was_is_not_found() {
    assertThat(list("?job=nobody").status()).isEqualTo(404);
  }
}
