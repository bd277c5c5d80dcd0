package io.nightjar.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.problem.ApiClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@WebTest
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {

  private static final List<String> SECRETS = List.of(
      "header-value-7f3a",
      "header-value-9c1e",
      "ping-key-of-elsewhere-51d0",
      "ping-key-of-early-88aa",
      "token-of-viewer",
      "signing-secret-e5b1",
      "token-of-operator",
      "4059c2590bb3d22cdb54890bfa1d23a10d1b55a81128573fa7c04f79289ca266");

  @Autowired
  private ApiClient api;

  @Test
  void no_answer_and_no_log_line_holds_a_secret(CapturedOutput output) {
    api.get("/ping/ping-key-of-elsewhere-51d0/start");
    api.get("/ping/ping-key-of-elsewhere-51d0/nonsense/and/more");
    api.send(
        "DELETE",
        "/ping/ping-key-of-elsewhere-51d0",
        java.net.http.HttpRequest.BodyPublishers.noBody());
    String run = api.as("operator").post("/api/jobs/here/runs").at("/id");
    List<String> paths = List.of(
        "/api/jobs",
        "/api/jobs/here",
        "/api/jobs/elsewhere",
        "/api/jobs/elsewhere/runs",
        "/api/jobs/here/runs",
        "/api/runs/" + run,
        "/api/runs/" + run + "/heartbeats",
        "/api/expected-runs",
        "/api/incidents?state=all",
        "/api/mutes?state=all",
        "/actuator/health",
        "/actuator/info",
        "/actuator/prometheus");

    for (String path : paths) {
      Answer answer = api.as("admin").get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).doesNotContain(SECRETS);
    }
    assertThat(output).doesNotContain(SECRETS);
  }
}
