package io.nightjar.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.security.SlackUserProperties.User;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackUserPropertiesTest {

  private static List<String> problems(User... users) {
    List<String> problems = new ArrayList<>();
    new SlackUserProperties(List.of(users))
        .check((key, value, problem, remedy) ->
            problems.add(key + " = " + value + " " + problem + ": " + remedy));
    return problems;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "@alice", "<@U123>", "u0123", "C012AB3CD", "U12 3"})
  void a_user_is_known_by_the_id_not_by_a_name_that_anybody_can_take(String id) {
    assertThat(problems(new User(id, "alice", Role.OPERATOR)))
        .singleElement()
        .asString()
        .startsWith("slack-users[0].id = " + id)
        .contains("member id");
  }

  @Test
  void a_user_is_listed_once_and_has_a_name() {
    assertThat(problems(
            new User("U012AB3CD", "alice", Role.OPERATOR), new User("U012AB3CD", " ", Role.VIEWER)))
        .hasSize(2)
        .anySatisfy(it -> assertThat(it).contains("slack-users[1].id", "another user"))
        .anySatisfy(it -> assertThat(it).contains("slack-users[1].name", "is blank"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"VIEWER, false", "OPERATOR, true", "ADMIN, true"})
  void a_role_allows_in_slack_what_it_allows_elsewhere(Role role, boolean mayAct) {
    SlackUsers users =
        new SlackUsers(new SlackUserProperties(List.of(new User("U012AB3CD", "alice", role))));

    assertThat(users.find("U012AB3CD").orElseThrow().mayAct()).isEqualTo(mayAct);
    assertThat(users.find("U999")).isEmpty();
  }
}
