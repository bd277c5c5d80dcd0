package io.nightjar.job;

import static io.nightjar.config.Yaml.yaml;
import static io.nightjar.job.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobCatalogueTest {

  private final JobCatalogue catalogue = read(yaml("""
      nightjar.jobs:
        load: {schedule: "@daily", ping-key: key-of-load, requires: [index, status]}
        index: {schedule: "@daily", bean: x, requires: [owner]}
        owner: {schedule: "@daily", bean: x}
        status: {schedule: "@daily", bean: x, ping-key: key-of-status}
      """)).get(JobCatalogue.class);

  @Test
  void keeps_the_order_of_the_configuration() {
    assertThat(catalogue.jobs())
        .extracting(Job::name)
        .containsExactly("load", "index", "owner", "status");
    assertThat(catalogue.find("owner")).isPresent();
    assertThat(catalogue.find("Owner")).isEmpty();
  }

  @Test
  void knows_what_to_run_again_and_in_which_order() {
    assertThat(catalogue.downstreamOf("owner"))
        .extracting(Job::name)
        .containsExactly("index", "load");
    assertThat(catalogue.dependentsOf("owner")).extracting(Job::name).containsExactly("index");
    assertThat(catalogue.downstreamOf("load")).isEmpty();
    assertThat(catalogue.inDependencyOrder())
        .extracting(Job::name)
        .containsExactly("owner", "index", "status", "load");
  }

  @Test
  void finds_a_job_by_its_whole_ping_key_only() {
    assertThat(catalogue.findByPingKey("key-of-load")).map(Job::name).contains("load");
    assertThat(catalogue.findByPingKey("key-of-status")).map(Job::name).contains("status");
    assertThat(catalogue.findByPingKey("key-of-loa")).isEmpty();
    assertThat(catalogue.findByPingKey("")).isEmpty();
  }

  @Test
  void refuses_what_the_configuration_must_not_say() {
    Job load = catalogue.find("load").orElseThrow();
    Job index = catalogue.find("index").orElseThrow();
    assertThatIllegalArgumentException().isThrownBy(() -> new JobCatalogue(List.of(load, load)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobCatalogue(List.of(index)))
        .withMessage("index requires a job that is not in the catalogue");
  }

  @Test
  void no_text_of_a_job_shows_its_ping_key() {
    assertThat(catalogue.find("load").orElseThrow().toString())
        .doesNotContain("key-of-load")
        .contains("***");
  }

  @Test
  void a_promise_changes_with_the_schedule_and_the_deadlines_alone() {
    String before = definition("schedule: '0 5 0 * * *', bean: x");
    assertThat(definition("schedule: '0  5 0 * * *', bean: y, owner: me, requires: []"))
        .isEqualTo(before);
    assertThat(definition("schedule: '0 6 0 * * *', bean: x")).isNotEqualTo(before);
    assertThat(definition("schedule: '0 5 0 * * *', bean: x, time-zone: Europe/London"))
        .isNotEqualTo(before);
    assertThat(definition("schedule: '0 5 0 * * *', bean: x, start-within: PT9M59.999S"))
        .contains("9m59s999ms");
    assertThat(definition("schedule: '0 5 0 * * *', bean: x, at-least: 1s")).isNotEqualTo(before);
  }

  private static String definition(String job) {
    return Reading.onlyJob(yaml("nightjar.jobs.a: {" + job + "}")).definition();
  }
}
