package io.nightjar.runner.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.runner.http.target.RequestSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpSecretsTest {

  @Test
  void a_token_is_taken_out_with_and_without_its_scheme() {
    HttpSecrets secrets = secrets("http://sync/", Map.of("Authorization", "Bearer abc123def"));

    assertThat(secrets.redact("got Bearer abc123def, token abc123def is old"))
        .isEqualTo("got ***, token *** is old");
  }

  @Test
  void so_is_a_password_also_as_the_service_sees_it() {
    HttpSecrets secrets =
        secrets("http://sync/", Map.of("Authorization", "Basic bWU6aHVudGVyMg=="));

    assertThat(secrets.redact("bWU6aHVudGVyMg== me:hunter2 hunter2")).isEqualTo("*** *** ***");
  }

  @Test
  void so_is_what_stands_in_the_query_encoded_or_not() {
    HttpSecrets secrets = secrets("http://sync/?key=a%2Fbcd&flag=1", Map.of());

    assertThat(secrets.redact("key=a%2Fbcd a/bcd flag=1")).isEqualTo("key=*** *** flag=1");
  }

  @Test
  void so_are_others_that_are_known() {
    assertThat(HttpSecrets.of(List.of(), List.of("ping-key-1")).redact("at /ping/ping-key-1"))
        .isEqualTo("at /ping/***");
  }

  @Test
  void headers_that_are_no_secret_stay_readable() {
    HttpSecrets secrets =
        secrets("http://sync/", Map.of("accept", "application/json", "X-Shard", "7"));

    assertThat(secrets.redact("want application/json of shard 7"))
        .isEqualTo("want application/json of shard 7");
  }

  @Test
  void the_longer_secret_goes_first() {
    HttpSecrets secrets = secrets("http://sync/", Map.of("X-One", "abcd", "X-Two", "abcdef"));

    assertThat(secrets.redact("abcdef abcd")).isEqualTo("*** ***");
  }

  private static HttpSecrets secrets(String url, Map<String, String> headers) {
    return HttpSecrets.of(
        List.of(new RequestSpec("PUT", URI.create(url), headers, Duration.ofSeconds(1))),
        List.of());
  }
}
