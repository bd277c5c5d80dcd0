package io.nightjar.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(20)
class FakeSyncServiceTest {

  private static final String JOB = "personOwnerRebuildJob";
  private static final String JUST_STARTED = "{\"status\":\"Just started\"}";
  private static final String ALREADY_RUNNING = "{\"status\":\"Already running\"}";

  private final HttpClient client = HttpClient.newHttpClient();
  private FakeSyncService service;

  @BeforeEach
  void open() throws IOException {
    service = new FakeSyncService(0, null);
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void a_job_starts_runs_for_as_long_as_it_takes_and_ends() throws Exception {
    service.takes(JOB, Duration.ofMillis(300));

    HttpResponse<String> answer = put("/api/job/" + JOB);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(JUST_STARTED);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
    assertThat(status().at("/" + JOB).booleanValue()).isTrue();
    assertThat(put("/api/job/" + JOB).body()).isEqualTo(ALREADY_RUNNING);
    await().until(() -> !status().at("/" + JOB).booleanValue());
    assertThat(put("/api/job/" + JOB).body()).isEqualTo(JUST_STARTED);
  }

  @Test
  void the_status_names_every_job() throws Exception {
    assertThat(status().propertyNames())
        .containsExactlyElementsOf(FakeSyncService.JOBS)
        .hasSize(11);
  }

  @Test
  void json_is_called_json_only_for_who_asks() throws Exception {
    HttpRequest request =
        request("/api/jobs/status").header("Accept", "application/json").build();

    assertThat(client.send(request, BodyHandlers.ofString()).headers().firstValue("Content-Type"))
        .contains("application/json");
  }

  @Test
  void an_unknown_job_is_not_found() throws Exception {
    HttpResponse<String> answer = put("/api/job/noSuchJob");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"Job not found\"}");
    assertThat(put("/api/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void all_jobs_run_one_after_another() throws Exception {
    service.takes(Duration.ofMillis(10)).takes("postElasticSearchSyncJob", Duration.ofSeconds(10));

    HttpResponse<String> answer = put("/api/jobs");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    await().until(() -> service.isRunning("postElasticSearchSyncJob"));
    assertThat(service.isRunning(JOB)).isFalse();
  }

  @Test
  void a_token_is_asked_for_when_there_is_one() throws Exception {
    try (FakeSyncService closed = new FakeSyncService(0, "t0ken")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(closed.baseUrl() + "/api/jobs/status"));
      assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);

      request.header("Authorization", "Bearer t0ken");
      assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void it_misbehaves_on_request_until_it_is_healed() throws Exception {
    service
        .takes(Duration.ofMillis(10))
        .hang(JOB)
        .stuckFlag("revalCurrentPmJob")
        .ghost("personRecordStatusJob");
    service.refuse("postEmployingBodyTrustJob", 503);

    assertThat(put("/api/job/" + JOB).body()).isEqualTo(JUST_STARTED);
    assertThat(put("/api/job/revalCurrentPmJob").body()).isEqualTo(ALREADY_RUNNING);
    assertThat(put("/api/job/personRecordStatusJob").body()).isEqualTo(JUST_STARTED);
    assertThat(put("/api/job/personRecordStatusJob").body()).isEqualTo(JUST_STARTED);
    assertThat(put("/api/job/postEmployingBodyTrustJob").statusCode()).isEqualTo(503);
    await().during(Duration.ofMillis(100)).until(() -> service.isRunning(JOB));
    assertThat(service.isRunning("revalCurrentPmJob")).isTrue();
    assertThat(service.isRunning("personRecordStatusJob")).isFalse();

    FakeSyncService.JOBS.forEach(service::heal);
    assertThat(service.isRunning(JOB)).isFalse();
    assertThat(put("/api/job/revalCurrentPmJob").body()).isEqualTo(JUST_STARTED);
    assertThat(put("/api/job/postEmployingBodyTrustJob").body()).isEqualTo(JUST_STARTED);
  }

  @Test
  void flags_and_answers_can_be_late() throws Exception {
    service.flagDelay(Duration.ofMillis(200)).slow(Duration.ofMillis(50));

    assertThat(put("/api/job/" + JOB).body()).isEqualTo(JUST_STARTED);
    assertThat(put("/api/job/" + JOB).body()).isEqualTo(ALREADY_RUNNING);
    await().until(() -> service.isRunning(JOB));
  }

  @Test
  void requests_are_remembered_without_printing_their_headers() throws Exception {
    HttpRequest request = request("/api/job/" + JOB)
        .header("Authorization", "Bearer t0ken")
        .PUT(BodyPublishers.ofString("{\"dateOverride\":\"ANY\"}"))
        .build();

    client.send(request, BodyHandlers.ofString());

    RecordedRequest received = service.requests().get(0);
    assertThat(received.header("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(received.toString())
        .isEqualTo("PUT /sync/api/job/" + JOB + " {\"dateOverride\":\"ANY\"}");
  }

  private HttpResponse<String> put(String path) throws Exception {
    return client.send(request(path).PUT(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private JsonNode status() throws Exception {
    return new JsonMapper()
        .readTree(client
            .send(request("/api/jobs/status").build(), BodyHandlers.ofString())
            .body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service.baseUrl() + path));
  }
}
