package io.nightjar.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Where the links of messages lead. */
class NightjarPropertiesTest {

  @Test
  void without_an_address_links_lead_to_the_port_that_is_listened_on() {
    assertThat(settings(null).reachedAt(8081).link("/api/jobs"))
        .isEqualTo("http://localhost:8081/api/jobs");
  }

  @Test
  void an_address_counts_whatever_the_port_and_with_a_slash_at_its_end() {
    URI address = URI.create("https://nightjar.example/ops/");

    assertThat(settings(address).reachedAt(8081).link("/api/jobs"))
        .isEqualTo("https://nightjar.example/ops/api/jobs");
  }

  private static NightjarProperties settings(URI baseUrl) {
    return new NightjarProperties("test", baseUrl, ZoneOffset.UTC);
  }
}
