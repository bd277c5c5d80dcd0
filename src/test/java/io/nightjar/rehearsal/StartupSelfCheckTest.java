package io.nightjar.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.actuator.SchedulerHealthIndicator;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two deploys on one database: the first breaks a job, the second mends it. */
class StartupSelfCheckTest {

  private final String url = Databases.H2.createEmpty().url();

  @TempDir
  Path folder;

  private ConfigurableApplicationContext deploy(String bean, String... more) {
    List<String> arguments = new ArrayList<>(List.of(
        "--spring.config.location=classpath:/application.yml",
        "--spring.datasource.url=" + url,
        "--spring.datasource.username=sa",
        "--spring.datasource.password=",
        "--server.port=0",
        "--nightjar.watchdog.enabled=false",
        "--nightjar.canary.enabled=false",
        "--nightjar.jobs.clean.schedule=0 5 0 * * *",
        "--nightjar.jobs.clean.command.run[0]=true",
        "--nightjar.jobs.rebuild.schedule=0 5 0 * * *",
        "--nightjar.jobs.rebuild.bean=" + bean));
    arguments.addAll(List.of(more));
    return SpringApplication.run(BrokenJobsApplication.class, arguments.toArray(String[]::new));
  }

  private static void awaitCheck(ConfigurableApplicationContext nightjar) {
    await().until(() -> nightjar.getBean(RehearsalService.class).last().isPresent());
  }

  private static List<Incident> incidents(ConfigurableApplicationContext nightjar) {
    return nightjar.getBean(IncidentRepository.class).list(new IncidentQuery(null, null, 10));
  }

  private static long count(ConfigurableApplicationContext nightjar, String table) {
    return nightjar
        .getBean(JdbcClient.class)
        .sql("SELECT COUNT(*) FROM " + table)
        .query(Long.class)
        .single();
  }

  private static Health health(ConfigurableApplicationContext nightjar) {
    return nightjar.getBean(SchedulerHealthIndicator.class).health();
  }

  @Test
  void a_deploy_that_breaks_a_job_is_told_once_and_the_one_that_mends_it_as_well()
      throws Exception {
    try (var broken = deploy("lacksClass")) {
      awaitCheck(broken);
      await().until(() -> incidents(broken).size() == 1);

      Incident incident = incidents(broken).get(0);
      assertThat(incident.kind()).isEqualTo(IncidentKind.COULD_NOT_START);
      assertThat(incident.job()).isEqualTo("rebuild");
      assertThat(incident.cause())
          .contains("BrokenJobsApplication$Helper", "; first seen with version ");
      assertThat(health(broken).getStatus()).isEqualTo(Status.DOWN);
      assertThat(health(broken).getDetails()).containsEntry("cannotStart", List.of("rebuild"));

      broken.getBean(RehearsalService.class).rehearse(false);
      assertThat(count(broken, "notification")).isEqualTo(1);
      assertThat(count(broken, "run")).isZero();
    }
    try (var mended = deploy("sound")) {
      awaitCheck(mended);
      await().until(() -> !incidents(mended).get(0).isOpen());

      assertThat(Objects.requireNonNull(incidents(mended).get(0).ending()).resolution())
          .isEqualTo(Resolution.RECOVERED);
      assertThat(count(mended, "notification")).isEqualTo(2);
      assertThat(health(mended).getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void what_was_not_there_yet_at_the_start_is_over_when_it_is() throws Exception {
    Path script = folder.resolve("load.sh");
    try (var nightjar = deploy(
        "sound",
        "--nightjar.jobs.load.schedule=0 5 0 * * *",
        "--nightjar.jobs.load.command.run[0]=" + script)) {
      awaitCheck(nightjar);
      await().until(() -> incidents(nightjar).size() == 1);
      StartupSelfCheck check = nightjar.getBean(StartupSelfCheck.class);
      assertThat(check.rehearse()).isFalse();

      Files.writeString(script, "#!/bin/sh\nexit 0\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();

      assertThat(check.rehearse()).isTrue();
      assertThat(incidents(nightjar)).singleElement().satisfies(incident -> {
        assertThat(incident.job()).isEqualTo("load");
        assertThat(incident.isOpen()).isFalse();
      });
      assertThat(health(nightjar).getStatus()).isEqualTo(Status.UP);
    }
  }
}
