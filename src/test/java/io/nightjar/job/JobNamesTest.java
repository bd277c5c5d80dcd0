package io.nightjar.job;

import static io.nightjar.config.Yaml.yaml;
import static io.nightjar.job.Reading.problems;
import static io.nightjar.job.Reading.read;
import static io.nightjar.job.Reading.remedies;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobNamesTest {

  private static final String BODY = ": {schedule: '@daily', bean: x}\n";

  private static Job job(Yaml yaml, String name) {
    return read(yaml).get(JobCatalogue.class).find(name).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "9lives",
        "hee-personOwnerRebuildJob",
        "UPPER_and-lower",
        "a--b",
        "[my.job]",
        "[a_b.c-d]"
      })
  void a_name_is_kept_as_it_is_written(String name) {
    assertThat(read(yaml("nightjar.jobs:\n  \"" + name + "\"" + BODY))
            .get(JobCatalogue.class)
            .jobs())
        .extracting(Job::name)
        .containsExactly(name.replaceAll("[\\[\\]]", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[-a]", "[.a]", "[a/b]", "[a b]", "[äb]", "[]"})
  void a_name_that_could_not_stand_in_an_address_is_refused(String name) {
    assertThat(problems(yaml("nightjar.jobs:\n  \"" + name + "\"" + BODY))).isNotEmpty();
  }

  @Test
  void a_name_that_is_too_long_is_refused() {
    assertThat(problems(yaml("nightjar.jobs:\n  " + "a".repeat(101) + BODY)))
        .containsExactly("nightjar.jobs." + "a".repeat(101) + " | null | is not a name for a job");
  }

  @Test
  void a_dot_without_brackets_is_told_with_the_brackets_as_remedy() {
    assertThat(remedies(yaml("nightjar.jobs:\n  my.job" + BODY)))
        .anyMatch(remedy -> remedy.contains("if the name has a dot in it, write it as \"[a.b]\""));
  }

  @Test
  void jobs_as_a_list_are_refused() {
    assertThat(problems(yaml("nightjar.jobs:\n  - {name: a, schedule: '@daily'}")))
        .anyMatch(problem -> problem.endsWith("is an element of a list"));
  }

  @Test
  void two_spellings_of_one_name_are_refused() {
    assertThat(problems(yaml("nightjar.jobs:\n  nightly-load" + BODY)
            .and("weak.yml", "nightjar.jobs:\n  nightlyLoad" + BODY)))
        .containsExactly(
            "nightjar.jobs.nightly-load | null | is the same key as nightjar.jobs.nightlyLoad:"
                + " capitals and dashes do not distinguish jobs");
  }

  @Test
  void several_files_make_one_catalogue_and_the_stronger_wins_key_by_key() {
    Yaml yaml = yaml("nightjar.jobs:\n  b: {start-within: 1m}\n  c" + BODY)
        .and("weak.yml", "nightjar.jobs:\n  a" + BODY + "  b" + BODY);
    assertThat(read(yaml).get(JobCatalogue.class).jobs())
        .extracting(Job::name)
        .containsExactly("a", "b", "c");
    assertThat(job(yaml, "b").expectations().startWithin()).hasMinutes(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NIGHTJAR_JOBS_HEENIGHTLYLOAD_STARTWITHIN",
        "NIGHTJAR_JOBS_HEE_NIGHTLYLOAD_START_WITHIN"
      })
  void a_variable_changes_the_job_whose_name_it_spells(String variable) {
    Yaml yaml = yaml("nightjar.jobs:\n  hee-nightlyLoad" + BODY).variable(variable, "3m");
    assertThat(read(yaml).get(JobCatalogue.class).jobs())
        .extracting(Job::name)
        .containsExactly("hee-nightlyLoad");
    assertThat(job(yaml, "hee-nightlyLoad").expectations().startWithin()).hasMinutes(3);
  }

  @Test
  void variables_alone_can_make_a_job() {
    Yaml yaml = yaml("")
        .variable("NIGHTJAR_JOBS_BACKUP_SCHEDULE", "@daily")
        .variable("NIGHTJAR_JOBS_BACKUP_PING_KEY", "abc");
    assertThat(job(yaml, "backup").pingKey()).isEqualTo(new PingKey("abc"));
  }
}
