package io.nightjar.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.WebTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class InfoTest {

  @Autowired
  private ApiClient api;

  @Test
  void it_says_what_runs_where_and_in_which_roles() {
    ApiClient.Answer answer = api.as("viewer").get("/actuator/info");

    assertThat(answer.at("/environment")).isEqualTo("test");
    assertThat(answer.at("/roles")).isEqualTo("[]");
    assertThat(answer.at("/version")).isNotBlank();
  }
}
