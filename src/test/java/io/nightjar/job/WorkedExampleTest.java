package io.nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nightjar.config.InvalidConfigurationException;
import io.nightjar.config.NightjarProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The files in {@code config} are what people copy, so they must work as they are. */
@NullMarked
class WorkedExampleTest {

  private static final Path CONFIG = Path.of("config").toAbsolutePath();
  private static final String KEY = "--NDW_ETL_PING_KEY=3f0c6a8e-9d1b-4c77-8a52-2f5e6b7c8d9e";

  @TempDir
  Path directory;

  private ConfigurableApplicationContext start(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--spring.main.banner-mode=off");
    arguments.add("--spring.config.location=file:" + directory + "/");
    return new SpringApplicationBuilder(Room.class)
        .web(WebApplicationType.NONE)
        .run(arguments.toArray(String[]::new));
  }

  private JobCatalogue night(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--spring.config.import=file:" + CONFIG.resolve("jobs.yml"));
    try (ConfigurableApplicationContext context = start(arguments.toArray(String[]::new))) {
      return context.getBean(JobCatalogue.class);
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "personOwnerRebuildJob, 00:05, ''",
    "personPlacementEmployingBodyTrustJob, 00:09, ''",
    "personPlacementTrainingBodyTrustJob, 00:29, personPlacementEmployingBodyTrustJob",
    "personRecordStatusJob, 01:00, ''",
    "postEmployingBodyTrustJob, 01:09, ''",
    "postTrainingBodyTrustJob, 01:19, postEmployingBodyTrustJob",
    "personElasticSearchSyncJob, 01:29,"
        + " personOwnerRebuildJob personPlacementTrainingBodyTrustJob personRecordStatusJob",
    "revalCurrentPmJob, 01:39, ''",
    "postFundingStatusSyncJob, 01:45, ''",
    "revalCurrentPlacementJob, 01:49, ''",
    "postElasticSearchSyncJob, 01:55, postTrainingBodyTrustJob"
  })
  void each_job_of_the_night_runs_in_both_deployments(String name, String time, String requires) {
    JobCatalogue night = night(KEY, "--SYNC_TOKEN=abc", "--NIMDTA_SYNC_URL=http://localhost:9");
    for (String deployment : List.of("hee", "nimdta")) {
      Job job = night.find(deployment + "-" + name).orElseThrow();
      assertThat(job.schedule().next(Instant.parse("2026-07-01T00:00:00Z")))
          .isEqualTo(Instant.parse("2026-07-01T" + time + ":00Z"));
      assertThat(String.join(" ", job.dependencies().requires()).replace(deployment + "-", ""))
          .isEqualTo(requires);
      assertThat(job.catchUpWithin()).isEqualTo(Duration.ofHours(5));
      assertThat(job.expectations().atLeast()).isEqualTo(Duration.ofSeconds(2));
      assertThat(job.description()).isNotBlank();
      String host = deployment.equals("hee") ? "http://hee-sync:8101" : "http://localhost:9";
      assertHttp(job, host, name);
    }
  }

  private static void assertHttp(Job job, String host, String name) {
    assertThat(job.work()).isInstanceOfSatisfying(StubKinds.HttpWork.class, http -> {
      assertThat(http.request().method()).isEqualTo("PUT");
      assertThat(http.request().url()).isEqualTo(host + "/sync/api/job/" + name);
      assertThat(http.request().headers())
          .containsEntry("Authorization", "Bearer abc")
          .containsEntry("Accept", "application/json");
      assertThat(http.acceptedWhen()).isEqualTo(new StubKinds.Condition("/status", "Just started"));
      assertThat(http.busyWhen()).isEqualTo(new StubKinds.Condition("/status", "Already running"));
      assertThat(http.completion()).isEqualTo(StubKinds.Completion.POLL);
      assertThat(http.poll())
          .isEqualTo(new StubKinds.Poll(
              host + "/sync/api/jobs/status",
              Duration.ofSeconds(5),
              new StubKinds.Condition("/" + name, "true"),
              Duration.ofSeconds(30)));
    });
  }

  @Test
  void the_warehouse_load_needs_all_of_both_and_runs_elsewhere() {
    JobCatalogue night = night(KEY);
    assertThat(night.configured()).hasSize(23);
    Job load = night.find("ndw-etl").orElseThrow();
    assertThat(load.runsHere()).isFalse();
    assertThat(load.dependencies().requires()).hasSize(22);
    assertThat(load.schedule().expression()).isEqualTo("0 0 4 * * *");
    assertThat(night.inDependencyOrder()).filteredOn(job -> !job.isOwn()).last().isEqualTo(load);
    assertThat(night.findByPingKey("3f0c6a8e-9d1b-4c77-8a52-2f5e6b7c8d9e")).contains(load);
    assertThat(night.downstreamOf("hee-personPlacementEmployingBodyTrustJob"))
        .extracting(Job::name)
        .containsExactly(
            "hee-personPlacementTrainingBodyTrustJob", "hee-personElasticSearchSyncJob", "ndw-etl");
  }

  @Test
  void without_the_key_of_the_warehouse_load_the_start_names_the_variable() {
    InvalidConfigurationException failure =
        (InvalidConfigurationException) catchThrowable(this::night);
    assertThat(failure.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.key()).isEqualTo("nightjar.jobs.ndw-etl.ping-key");
      assertThat(problem.problem()).contains("NDW_ETL_PING_KEY is not set");
    });
  }

  @Test
  void the_demonstration_never_fires_the_real_night() {
    assertThat(night("--spring.profiles.active=demo").configured()).isEmpty();
  }

  @Test
  void the_example_beside_it_works_once_it_is_copied() throws IOException {
    Files.copy(CONFIG.resolve("application.yml.example"), directory.resolve("application.yml"));
    Files.copy(CONFIG.resolve("jobs.yml"), directory.resolve("jobs.yml"));
    try (ConfigurableApplicationContext context = start(KEY)) {
      assertThat(context.getBean(JobCatalogue.class).configured()).hasSize(23);
      NightjarProperties settings = context.getBean(NightjarProperties.class);
      assertThat(settings.environment()).isEqualTo("prod");
      assertThat(settings.timeZone()).isEqualTo(ZoneId.of("Europe/London"));
    }
  }

  @Test
  void spring_reads_nothing_from_the_directory_by_itself() throws IOException {
    try (var files = Files.list(CONFIG)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.matches("application.*\\.(yml|yaml|properties)"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(CatalogueConfiguration.class)
  static class Room {

    @Bean
    static TargetType http() {
      return new StubKinds.Http();
    }
  }
}
