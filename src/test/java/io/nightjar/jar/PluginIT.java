package io.nightjar.jar;

import static io.nightjar.jar.Seen.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs of a team's own in {@code plugins/}, run by the packaged jar. The code is that of the README. */
class PluginIT {

  private static final String JOBS = """
      package org.example.nightly;

      import java.util.concurrent.Callable;
      import org.springframework.boot.autoconfigure.AutoConfiguration;
      import org.springframework.context.annotation.Bean;

      @AutoConfiguration
      public class NightlyJobs {
        @Bean
        Callable<String> nightlyCopy() {
          return () -> "copied " + new Copy().files() + " files";
        }
        @Bean
        Runnable nightlyCleanup() {
          return () -> System.out.println("cleaned up");
        }
      }
      """;

  private static final String COPY = """
      package org.example.nightly;

      class Copy {
        int files() {
          return 7;
        }
      }
      """;

  @TempDir
  Path folder;

  private void plugin(String... missing) throws Exception {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config/application.yml"), """
        nightjar:
          security.tokens: [{name: tester, role: operator, token-hash: "{sha256}%s"}]
          jobs:
            copy: {schedule: "0 5 0 1 1 *", bean: nightlyCopy}
            cleanup: {schedule: "0 5 0 1 1 *", bean: nightlyCleanup}
        """.formatted(Night.sha256(PackagedJar.token())));
    new PluginJar()
        .with("org.example.nightly.NightlyJobs", JOBS)
        .with("org.example.nightly.Copy", COPY)
        .build(
            Files.createDirectories(folder.resolve("plugins")),
            "org.example.nightly.NightlyJobs",
            missing);
  }

  @Test
  void a_bean_of_a_jar_in_plugins_is_run_and_its_value_is_kept() throws Exception {
    plugin();
    try (PackagedJar nightjar = PackagedJar.in(folder).asInReadme()) {
      Turns.take();
      nightjar.start();

      assertThat(nightjar.post("/api/jobs/copy/runs", "{}").statusCode()).isEqualTo(202);

      until(
          Duration.ofSeconds(60),
          () -> nightjar.get("/api/jobs/copy/runs").body().contains("copied 7 files"));
      assertThat(Seen.runs(nightjar, "copy").get(0).outcome()).isEqualTo("succeeded");
    }
  }

  @Test
  void the_rehearsal_looks_into_the_jars_of_plugins() throws Exception {
    plugin("org.example.nightly.Copy");
    try (PackagedJar nightjar = PackagedJar.in(folder).asPackaged()) {
      int status = nightjar.run("rehearse", "--report", "report.json");

      assertThat(status).as(nightjar.logged()).isEqualTo(1);
    }
    JsonNode report = JsonMapper.shared().readTree(Files.readString(folder.resolve("report.json")));
    assertThat(report.path("jobs"))
        .filteredOn(each -> !each.path("ok").asBoolean())
        .isNotEmpty()
        .allSatisfy(failure ->
            assertThat(failure.path("cause").asString()).contains("org.example.nightly.Copy"));
  }
}
