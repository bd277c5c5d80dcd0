package io.nightjar.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.problem.Api;
import io.nightjar.web.problem.NightjarOnTheWeb;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@NightjarOnTheWeb
class InfoTest {

  @Autowired
  private Api api;

  @Test
  void it_says_what_runs_where_and_in_which_roles() {
    Api.Answer answer = api.as("viewer").get("/actuator/info");

    assertThat(answer.at("/environment")).isEqualTo("test");
    assertThat(answer.at("/roles")).isEqualTo("[]");
    assertThat(answer.at("/version")).isNotBlank();
  }
}
