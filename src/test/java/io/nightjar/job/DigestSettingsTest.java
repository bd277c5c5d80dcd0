package io.nightjar.job;

import static io.nightjar.job.Reading.problems;
import static io.nightjar.job.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.Yaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When the message of the morning is missed. */
class DigestSettingsTest {

  @Test
  void its_absence_is_told_after_ten_and_after_twenty_minutes_unless_configured() {
    assertThat(expectations("")).containsExactly(Duration.ofMinutes(10), Duration.ofMinutes(20));
    assertThat(expectations("nightjar.digest: {start-within: 1m, finish-within: 1m}"))
        .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  @Test
  void what_can_never_be_kept_is_refused() {
    assertThat(problems(Yaml.yaml("nightjar.digest: {start-within: 0s}"), DigestProperties.class))
        .containsExactly("nightjar.digest.start-within | 0s | must be longer than zero");
    assertThat(problems(
            Yaml.yaml("nightjar.digest: {start-within: 5m, finish-within: 299s}"),
            DigestProperties.class))
        .containsExactly(
            "nightjar.digest.finish-within | 299s | is shorter than start-within (5m)");
  }

  private static Duration[] expectations(String yaml) {
    Expectations promised = read(Yaml.yaml(yaml), DigestProperties.class)
        .get(JobCatalogue.class)
        .find(JobCatalogue.DIGEST)
        .orElseThrow()
        .expectations();
    return new Duration[] {promised.startWithin(), promised.finishWithin()};
  }
}
