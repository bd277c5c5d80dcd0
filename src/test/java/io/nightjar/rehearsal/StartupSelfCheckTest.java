package io.nightjar.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.actuator.SchedulerHealthIndicator;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two deploys on one database: the first breaks a job, the second mends it. */
class StartupSelfCheckTest {

  private static final String FIRES = "--nightjar.watchdog.enabled=false";
  private static final String WATCHES = "--nightjar.scheduler.enabled=false";
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir
  Path folder;

  private static ConfigurableApplicationContext deploy(
      Database database, String bean, String... more) {
    List<String> arguments = new ArrayList<>(List.of(
        "--spring.config.location=classpath:/application.yml",
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.vendor().user(),
        "--spring.datasource.password=",
        "--server.port=0",
        "--nightjar.canary.enabled=false",
        "--nightjar.jobs.clean.schedule=0 5 0 * * *",
        "--nightjar.jobs.clean.command.run[0]=true",
        "--nightjar.jobs.rebuild.schedule=0 5 0 * * *",
        "--nightjar.jobs.rebuild.bean=" + bean));
    arguments.addAll(List.of(more));
    return SpringApplication.run(BrokenJobsApplication.class, arguments.toArray(String[]::new));
  }

  private static List<Incident> incidents(ConfigurableApplicationContext nightjar) {
    return nightjar
        .getBean(IncidentRepository.class)
        .list(new IncidentQuery(null, null, 100))
        .stream()
        .filter(incident -> incident.kind() == IncidentKind.COULD_NOT_START)
        .toList();
  }

  private static void awaitIncident(ConfigurableApplicationContext nightjar, boolean open) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(incidents(nightjar))
            .singleElement()
            .satisfies(incident -> assertThat(incident.isOpen()).isEqualTo(open)));
  }

  private static long count(ConfigurableApplicationContext nightjar, String from) {
    return nightjar
        .getBean(JdbcClient.class)
        .sql("SELECT COUNT(*) FROM " + from)
        .query(Long.class)
        .single();
  }

  private static long told(ConfigurableApplicationContext nightjar) {
    return count(nightjar, "notification WHERE kind = 'could_not_start'");
  }

  private static Health health(ConfigurableApplicationContext nightjar) {
    return nightjar.getBean(SchedulerHealthIndicator.class).health();
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void what_a_process_finds_that_only_fires_is_told_once_by_the_one_that_watches(Databases vendor)
      throws Exception {
    Database database = vendor.createEmpty();
    try (var broken = deploy(database, "lacksClass", FIRES)) {
      await().atMost(SOON).until(() -> count(broken, "start_check WHERE cause IS NOT NULL") == 1);
      assertThat(count(broken, "start_check")).isEqualTo(2);
      assertThat(incidents(broken)).isEmpty();
      assertThat(health(broken).getStatus()).isEqualTo(Status.DOWN);
      assertThat(health(broken).getDetails()).containsEntry("cannotStart", List.of("rebuild"));
      try (var watching = deploy(database, "lacksClass", WATCHES)) {
        awaitIncident(watching, true);
        Incident incident = incidents(watching).get(0);
        assertThat(incident.job()).isEqualTo("rebuild");
        assertThat(incident.occurrence()).isNull();
        assertThat(incident.cause())
            .contains("BrokenJobsApplication$Helper", "; first seen with version ");

        broken.getBean(RehearsalService.class).rehearse(false);
        assertThat(count(broken, "run")).isZero();
        broken.close();
        try (var mended = deploy(database, "sound", FIRES)) {
          awaitIncident(watching, false);

          assertThat(Objects.requireNonNull(incidents(watching).get(0).ending()).resolution())
              .isEqualTo(Resolution.RECOVERED);
          assertThat(told(watching)).isEqualTo(2);
          assertThat(health(mended).getStatus()).isEqualTo(Status.UP);
        }
      }
    }
    database.close();
  }

  @Test
  void what_was_not_there_yet_at_the_start_is_over_when_it_is() throws Exception {
    Path script = folder.resolve("load.sh");
    try (var nightjar = deploy(
        Databases.H2.createEmpty(),
        "sound",
        "--nightjar.jobs.load.schedule=0 5 0 * * *",
        "--nightjar.jobs.load.command.run[0]=" + script)) {
      awaitIncident(nightjar, true);
      StartupSelfCheck check = nightjar.getBean(StartupSelfCheck.class);
      assertThat(check.rehearse()).isFalse();

      Files.writeString(script, "#!/bin/sh\nexit 0\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();

      assertThat(check.rehearse()).isTrue();
      awaitIncident(nightjar, false);
      assertThat(incidents(nightjar).get(0).job()).isEqualTo("load");
      assertThat(health(nightjar).getStatus()).isEqualTo(Status.UP);
    }
  }
}
