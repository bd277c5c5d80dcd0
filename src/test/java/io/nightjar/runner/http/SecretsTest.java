package io.nightjar.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {

  @Test
  void a_token_is_taken_out_with_and_without_its_scheme() {
    Secrets secrets = secrets("http://sync/", Map.of("Authorization", "Bearer abc123def"));

    assertThat(secrets.scrub("got Bearer abc123def, token abc123def is old"))
        .isEqualTo("got ***, token *** is old");
  }

  @Test
  void so_is_a_password_also_as_the_service_sees_it() {
    Secrets secrets = secrets("http://sync/", Map.of("Authorization", "Basic bWU6aHVudGVyMg=="));

    assertThat(secrets.scrub("bWU6aHVudGVyMg== me:hunter2 hunter2")).isEqualTo("*** *** ***");
  }

  @Test
  void so_is_what_stands_in_the_query_encoded_or_not() {
    Secrets secrets = secrets("http://sync/?key=a%2Fbcd&flag=1", Map.of());

    assertThat(secrets.scrub("key=a%2Fbcd a/bcd flag=1")).isEqualTo("key=*** *** flag=1");
  }

  @Test
  void so_are_others_that_are_known() {
    assertThat(Secrets.of(List.of(), List.of("ping-key-1")).scrub("at /ping/ping-key-1"))
        .isEqualTo("at /ping/***");
  }

  @Test
  void headers_that_are_no_secret_stay_readable() {
    Secrets secrets = secrets("http://sync/", Map.of("accept", "application/json", "X-Shard", "7"));

    assertThat(secrets.scrub("want application/json of shard 7"))
        .isEqualTo("want application/json of shard 7");
  }

  @Test
  void the_longer_secret_goes_first() {
    Secrets secrets = secrets("http://sync/", Map.of("X-One", "abcd", "X-Two", "abcdef"));

    assertThat(secrets.scrub("abcdef abcd")).isEqualTo("*** ***");
  }

  private static Secrets secrets(String url, Map<String, String> headers) {
    return Secrets.of(
        List.of(new Target("PUT", URI.create(url), headers, Duration.ofSeconds(1))), List.of());
  }
}
