package io.nightjar.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;

/** In a context of its own: Quartz knows data sources by the name of their scheduler, in the whole process. */
@WebTest
@DirtiesContext(classMode = ClassMode.BEFORE_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class SchedulerApiTest {

  @Autowired
  private ApiClient api;

  @Autowired
  private JdbcClient jdbc;

  @BeforeEach
  @AfterEach
  void forget() {
    List.of("QRTZ_SIMPROP_TRIGGERS", "QRTZ_TRIGGERS", "QRTZ_JOB_DETAILS")
        .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
  }

  @Test
  void what_is_wrong_is_put_right_once_and_who_did_it_is_logged(CapturedOutput output) {
    Answer answer = api.as("operator").post("/api/scheduler/repair");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.texts("/repaired", "job")).containsExactly("here", "hourly");
    assertThat(answer.texts("/repaired", "problem"))
        .containsOnly("the scheduler has no entry for it");
    assertThat(answer.at("/problems")).isEqualTo("[]");
    assertThat(answer.at("/scheduler")).isEqualTo("off");
    assertThat(output).contains("otto requested a repair of the scheduler: 2 repaired, 0 not");

    assertThat(api.as("operator").post("/api/scheduler/repair").at("/repaired")).isEqualTo("[]");
  }

  @Test
  void a_viewer_may_not() {
    assertThat(api.as("viewer").post("/api/scheduler/repair").status()).isEqualTo(403);
    assertThat(api.post("/api/scheduler/repair").status()).isEqualTo(401);
  }
}
