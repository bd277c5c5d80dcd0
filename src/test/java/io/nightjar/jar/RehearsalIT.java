package io.nightjar.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code rehearse} of the packaged jar, as CI runs it before a merge. */
class RehearsalIT {

  private static final String RUNNER = "io.nightjar.runner.bean.BeanRunner";

  @TempDir
  Path folder;

  @Test
  void a_build_that_lacks_a_class_is_caught_before_it_is_merged() throws Exception {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("config/application.yml"), """
        nightjar:
          slack: {token: xoxb-never-used, channel: "#nowhere"}
          jobs:
            clean: {schedule: "0 5 0 * * *", command: {run: ["true"]}}
            sync: {schedule: "0 9 0 * * *", http: {request: {url: "http://localhost:9/run"}}}
            etl: {schedule: "0 0 2 * * *", ping-key: the-ping-key-of-the-etl-job}
        """);
    try (PackagedJar nightjar = PackagedJar.in(folder)) {
      assertThat(nightjar.run("rehearse", "--report", "good.json"))
          .as(nightjar.logged())
          .isZero();
    }
    assertThat(report("good.json").path("ok").asBoolean()).isTrue();

    try (PackagedJar broken = PackagedJar.in(folder).without(RUNNER)) {
      int status = broken.run(
          "rehearse",
          "--nightjar.jobs.rebuild.schedule=0 5 1 * * *",
          "--nightjar.jobs.rebuild.bean=rebuild",
          "--report",
          "bad.json",
          "--report",
          "bad.xml");
      assertThat(status).as(broken.logged()).isEqualTo(1);
    }
    assertThat(report("bad.json").path("jobs"))
        .filteredOn(each -> !each.path("ok").asBoolean())
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.path("job").asString()).isEqualTo("rebuild");
          assertThat(failure.path("cause").asString()).contains(RUNNER.replace('.', '/'));
        });
    assertThat(Files.readString(folder.resolve("bad.xml"))).contains("<failure");
  }

  private JsonNode report(String file) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve(file)));
  }
}
