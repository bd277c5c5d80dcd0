package io.nightjar.web.api.incident;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.incident.FollowUpState;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@WebTest
class IncidentsApiTest {

  @Autowired
  private ApiClient api;

  @Autowired
  private IncidentRepository incidents;

  @Autowired
  private TransactionTemplate transaction;

  private long open(String job, IncidentKind kind, int minutes) {
    Instant at = START.plusSeconds(60L * minutes);
    Instant deadline = at.plusSeconds(300);
    Incident incident = new Incident(
        0,
        job,
        null,
        kind,
        at,
        null,
        deadline,
        "no start",
        at,
        UUID.randomUUID(),
        null,
        FollowUpState.NONE,
        null);
    List<Incident> opened = new ArrayList<>();
    transaction.executeWithoutResult(
        status -> opened.addAll(IncidentFixture.open(incidents, List.of(incident))));
    return opened.get(0).id();
  }

  private Answer act(long id, String what) {
    return api.as("operator").post("/api/incidents/" + id + "/" + what);
  }

  @Test
  void an_incident_says_what_is_wrong_since_when_and_why() {
    long id = open("here", IncidentKind.NOT_STARTED, 0);

    assertThat(api.as("viewer").get("/api/incidents/" + id).body().replace("\"", "'"))
        .isEqualTo("{'id':" + id + ",'job':'here','subject':null,'kind':'not_started',"
            + "'state':'open','occurrence':'2026-01-22T00:10:00Z',"
            + "'deadline':'2026-01-22T00:15:00Z','run':null,'cause':'no start',"
            + "'openedAt':'2026-01-22T00:10:00Z','acknowledgedAt':null,'acknowledgedBy':null,"
            + "'acknowledgedUntil':null,'mutedUntil':null,'notified':true,'resolvedAt':null,"
            + "'resolvedBy':null,'resolution':null,'warning':'No channel is configured: nobody is"
            + " notified of incidents. Set nightjar.slack.token and nightjar.slack.channel.'}");
  }

  @Test
  void somebody_looks_after_it() {
    Answer answer = act(open("here", IncidentKind.FAILED, 0), "acknowledge");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/acknowledgedBy")).isEqualTo("otto");
    assertThat(answer.at("/acknowledgedAt")).isEqualTo(START.toString());
    assertThat(answer.at("/acknowledgedUntil")).isEqualTo("2026-01-22T12:10:00Z");
    assertThat(answer.at("/state")).isEqualTo("open");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"for\": \"PT2H\"}                 | 200 | 2026-01-22T02:10:00Z",
        "{\"until\": \"2026-01-23T00:00:00Z\"} | 200 | 2026-01-23T00:00:00Z",
        "{}                                  | 200 | 2026-01-22T12:10:00Z",
        "{\"until\": \"2026-01-22T00:10:00Z\"} | 422 | until cannot be 2026-01-22T00:10:00Z: it has passed",
        "{\"for\": \"P8D\"}                  | 422 | at most 7 days ahead",
        "{\"for\": \"2h\"}                   | 400 | for cannot be \"2h\": send an ISO-8601 duration",
        "{\"for\": \"PT2H\", \"until\": \"2026-01-23T00:00:00Z\"} | 422 | cannot both be sent",
        "{\"by\": \"me\"}                    | 400 | known are until, for",
      })
  void they_say_for_how_long(String body, int status, String until) {
    long id = open("here", IncidentKind.FAILED, 0);

    Answer answer = api.as("operator").postJson("/api/incidents/" + id + "/acknowledge", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.at("/acknowledgedUntil") + answer.at("/detail")).contains(until);
  }

  @Test
  void a_list_says_as_well_that_nobody_is_told() {
    assertThat(api.as("viewer").get("/api/incidents").at("/warning"))
        .startsWith("No channel is configured");
  }

  @Test
  void somebody_resolves_it() {
    Answer answer = act(open("here", IncidentKind.FAILED, 0), "resolve");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/state")).isEqualTo("resolved");
    assertThat(answer.at("/resolution")).isEqualTo("manual");
    assertThat(answer.at("/resolvedBy")).isEqualTo("otto");
    assertThat(answer.at("/resolvedAt")).isEqualTo(START.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acknowledge", "resolve"})
  void what_is_resolved_stays_as_it_is(String what) {
    long id = open("here", IncidentKind.FAILED, 0);
    act(id, "resolve");

    Answer answer = act(id, what);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/detail")).contains("was resolved at " + START, "nothing to " + what);
    assertThat(answer.at("/resolvedAt")).isEqualTo(START.toString());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "''                    | skipped failed",
        "?state=open           | skipped failed",
        "?state=resolved       | not_started",
        "?state=all            | skipped failed not_started",
        "?state=all&job=here   | failed not_started",
        "?state=all&limit=1    | skipped",
      })
  void they_are_listed_newest_first(String query, String kinds) {
    act(open("here", IncidentKind.NOT_STARTED, 0), "resolve");
    open("here", IncidentKind.FAILED, 1);
    open("early", IncidentKind.SKIPPED, 2);

    assertThat(String.join(
            " ", api.as("viewer").get("/api/incidents" + query).texts("/incidents", "kind")))
        .isEqualTo(kinds);
  }

  @Test
  void more_than_the_limit_is_said() {
    open("here", IncidentKind.FAILED, 1);
    open("here", IncidentKind.FAILED, 2);

    assertThat(api.as("viewer").get("/api/incidents?limit=1").at("/truncated")).isEqualTo("true");
    assertThat(api.as("viewer").get("/api/incidents?limit=2").at("/truncated")).isEqualTo("false");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "/api/incidents?state=closed | 400 | send one of open, resolved, all",
        "/api/incidents/seven        | 400 | id cannot be \"seven\": send a number",
        "/api/incidents/7777777      | 404 | There is no incident 7777777",
      })
  void what_cannot_be_answered_is_said(String path, int status, String detail) {
    Answer answer = api.as("viewer").get(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.at("/detail")).contains(detail);
  }

  @Test
  void a_job_that_there_never_was_is_not_found() {
    Answer answer = api.as("viewer").get("/api/incidents?job=nobody");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.at("/detail"))
        .isEqualTo("The catalogue has no job \"nobody\": GET /api/jobs lists its jobs.");
  }
}
