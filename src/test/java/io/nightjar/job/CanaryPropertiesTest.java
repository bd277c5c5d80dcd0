package io.nightjar.job;

import static io.nightjar.job.Reading.problems;
import static io.nightjar.job.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.Yaml;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CanaryPropertiesTest {

  @Test
  void there_is_one_unless_it_is_turned_off() {
    assertThat(catalogue("").find(JobCatalogue.CANARY)).isPresent();
    assertThat(catalogue("nightjar.canary.enabled: false").find(JobCatalogue.CANARY))
        .isEmpty();
  }

  @Test
  void two_in_a_row_are_known_to_be_missing_well_within_two_minutes() {
    Job canary = catalogue("").find(JobCatalogue.CANARY).orElseThrow();
    Instant came = Instant.parse("2026-01-22T00:05:00Z");
    Instant first = canary.nextOccurrence(came);
    Instant second = canary.nextOccurrence(first);

    assertThat(Duration.between(came, second.plus(canary.expectations().finishWithin())))
        .isEqualTo(Duration.ofSeconds(85));
    assertThat(canary.runsHere()).isTrue();
    assertThat(canary.catchUpWithin()).isZero();
  }

  @Test
  void it_is_in_no_list_for_people() {
    assertThat(catalogue("").listed()).isEmpty();
    assertThat(catalogue("").configured()).isEmpty();
  }

  @Test
  void its_name_is_taken_and_its_work_is_no_kind_of_work() {
    assertThat(problems(Yaml.yaml("""
                nightjar.jobs.nightjar-canary: {schedule: "@daily", bean: mine}
                """), CanaryProperties.class))
        .anyMatch(problem -> problem.contains("is the name of one of Nightjar's own jobs"));
    assertThat(problems(Yaml.yaml("""
                nightjar.jobs.mine: {schedule: "@daily", bean: mine, canary: {}}
                """), CanaryProperties.class))
        .anyMatch(problem -> problem.startsWith("nightjar.jobs.mine.canary"));
  }

  private static JobCatalogue catalogue(String yaml) {
    return read(Yaml.yaml(yaml), CanaryProperties.class).get(JobCatalogue.class);
  }
}
