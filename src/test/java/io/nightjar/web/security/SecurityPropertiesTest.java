package io.nightjar.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.security.SecurityProperties.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityPropertiesTest {

  private static final String HASH = TokenRegistry.hashOf("token");

  private static List<String> problems(Entry... entries) {
    List<String> problems = new ArrayList<>();
    new SecurityProperties(List.of(entries))
        .check((key, value, problem, remedy) ->
            problems.add(key + " = " + value + " " + problem + ": " + remedy));
    return problems;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the-token-itself-in-place-of-its-hash",
        "{sha256}",
        "{sha256}abc",
        "{sha512}0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "{sha256}g000000000000000000000000000000000000000000000000000000000000000"
      })
  void what_is_no_hash_is_refused_with_how_to_make_one_and_not_shown(String hash) {
    assertThat(problems(new Entry("on-call", Role.VIEWER, hash)))
        .singleElement()
        .asString()
        .startsWith("tokens[0].token-hash = *** ")
        .contains("printf %s TOKEN | sha256sum")
        .doesNotContain("the-token-itself");
  }

  @Test
  void a_hash_may_be_written_in_capitals() {
    Entry capitals = new Entry(
        "on-call", Role.ADMIN, "{sha256}" + HASH.substring(8).toUpperCase(java.util.Locale.ROOT));

    assertThat(problems(capitals)).isEmpty();
    assertThat(new TokenRegistry(List.of(capitals)).holderOf("token"))
        .contains(new TokenRegistry.Holder("on-call", Role.ADMIN));
  }

  @Test
  void two_tokens_have_two_names_and_two_hashes() {
    assertThat(problems(new Entry("a", Role.VIEWER, HASH), new Entry("a", Role.ADMIN, HASH)))
        .hasSize(2)
        .anySatisfy(
            problem -> assertThat(problem).contains("tokens[1].name = a", "name of another"))
        .anySatisfy(problem ->
            assertThat(problem).contains("tokens[1].token-hash = ***", "hash of another"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void a_token_has_a_name(String name) {
    assertThat(problems(new Entry(name, Role.VIEWER, HASH)))
        .singleElement()
        .asString()
        .contains("tokens[0].name", "name the holder");
  }

  @Test
  void sha256sum_and_the_service_make_the_same_hash() {
    assertThat(HASH)
        .isEqualTo("{sha256}3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0");
  }
}
