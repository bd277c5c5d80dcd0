package io.nightjar.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever is sent, by whomever: an answer that says what is wrong with it, never that Nightjar has failed. */
@WebTest
@ExtendWith(OutputCaptureExtension.class)
class FuzzTest {

  private static final long SEED = 20_260_122;
  private static final int CALLS = 2_000;

  private static final List<String> LISTS = List.of(
      "/api/jobs",
      "/api/jobs/here",
      "/api/jobs/here/runs",
      "/api/expected-runs",
      "/api/incidents?state=all",
      "/api/mutes?state=all",
      "/api/notifications");

  @Autowired
  private ApiClient api;

  @Test
  void no_request_makes_nightjar_fail_and_each_refusal_is_a_problem(CapturedOutput output)
      throws IOException {
    String run = api.as("operator").post("/api/jobs/here/runs").at("/id");
    FuzzedRequests requests = new FuzzedRequests(SEED, run);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      String request = requests.next();
      RawRequest.Answer answer = RawRequest.send(api.port(), request);
      String complaint = complaint(request, answer);
      if (complaint != null) {
        wrong.add(complaint + "\n    <= " + shown(request));
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(LISTS).allMatch(list -> api.as("viewer").get(list).status() == 200);
    assertThat(output.getAll().lines())
        .noneMatch(line -> line.startsWith("\tat "))
        .noneMatch(line -> line.startsWith("2026-01-22"))
        .noneMatch(FuzzTest::holdsControlCharacter)
        .noneMatch(line -> line.contains("ping-key-of-early-88aa"));
  }

  private static String complaint(String request, RawRequest.Answer answer) {
    if (answer.status() >= 500) {
      return "failed: " + answer.status() + " " + shown(answer.body());
    }
    boolean ping = request.contains(" /ping/");
    boolean silent = request.startsWith("HEAD ");
    if (answer.status() >= 400 && !ping && !silent && !answer.isProblem()) {
      return "no problem: " + answer.status() + " " + answer.header("Content-Type") + " "
          + shown(answer.body());
    }
    return null;
  }

  private static boolean holdsControlCharacter(String line) {
    return line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t');
  }

  private static String shown(String request) {
    String line = request.replace("\r\n", " | ").replaceAll("\\p{Cntrl}", "?");
    return line.length() > 400 ? line.substring(0, 400) + "..." : line;
  }
}
