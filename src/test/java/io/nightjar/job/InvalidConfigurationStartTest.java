package io.nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.InvalidConfigurationException;
import io.nightjar.config.NightjarProperties;
import io.nightjar.config.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

@ExtendWith(OutputCaptureExtension.class)
class InvalidConfigurationStartTest {

  @TempDir
  Path directory;

  private ConfigurableApplicationContext start(Class<?> configuration, String yaml)
      throws IOException {
    Path file = directory.resolve("application.yml");
    Files.writeString(file, yaml);
    return new SpringApplicationBuilder(configuration)
        .web(WebApplicationType.NONE)
        .run("--spring.config.location=file:" + file, "--spring.main.banner-mode=off");
  }

  @Test
  void the_start_stops_and_prints_every_problem_with_its_place_and_remedy(CapturedOutput output) {
    assertThatThrownBy(() -> start(Room.class, """
            nightjar:
              enviroment: prod
              time-zone: Europe/Londn
              jobs:
                rebuild:
                  schedule: "61 * * * *"
                  start-within: 3h
                  requires: [index]
                  http:
                    request: {url: "http://sync/a", headers: {Authorization: "Bearer ${SYNC_TOKEN_OF_NOBODY}"}}
                    completion: sometimes
                index:
                  schedule: "@daily"
                  requires: [rebuild, laod]
                  bean: indexer
                load:
                  schedule: "@daily"
                  pingkey: 4b1f7a52-do-not-print-me
                  ping_kye: 4b1f7a52-do-not-print-me
                report:
                  schedule: "@daily"
            """))
        .isInstanceOf(InvalidConfigurationException.class);

    String file = directory.resolve("application.yml") + ", line ";
    assertThat(output.getAll()).contains("""
        ***************************
        APPLICATION FAILED TO START
        ***************************

        Description:

        The configuration of Nightjar has 10 problems:

        1. nightjar.enviroment = "prod"
           where:   FILE2
           problem: is not a known key
           remedy:  did you mean environment?

        2. nightjar.time-zone = "Europe/Londn"
           where:   FILE3
           problem: is not a time zone
           remedy:  did you mean Europe/London?

        3. nightjar.jobs.rebuild.schedule = "61 * * * *"
           where:   FILE6
           problem: "61 * * * *": minute "61" is out of range
           remedy:  write 0 to 59

        4. nightjar.jobs.rebuild.start-within = "3h"
           where:   FILE7
           problem: is longer than finish-within (2h by default)
           remedy:  make start-within the shorter one: both count from the occurrence

        5. nightjar.jobs.rebuild.http.request.headers.Authorization = "***"
           where:   FILE10
           problem: takes its value from ${SYNC_TOKEN_OF_NOBODY}, and SYNC_TOKEN_OF_NOBODY is not set
           remedy:  set the environment variable SYNC_TOKEN_OF_NOBODY, or give a default: ${SYNC_TOKEN_OF_NOBODY:...}

        6. nightjar.jobs.rebuild.http.completion = "sometimes"
           where:   FILE11
           problem: is not an allowed value
           remedy:  write one of: response, poll, callback

        7. nightjar.jobs.index.requires = "laod"
           where:   near FILE14
           problem: is not a job
           remedy:  did you mean load?

        8. nightjar.jobs.index.requires = "rebuild"
           where:   near FILE14
           problem: closes a cycle: rebuild requires index requires rebuild
           remedy:  remove this requirement, or another one of the cycle

        9. nightjar.jobs.load.ping_kye = "***"
           where:   FILE19
           problem: is not a known key
           remedy:  did you mean ping-key?

        10. nightjar.jobs.report
           where:   near FILE21
           problem: has neither a runner nor a ping-key, so no start of it could ever be reported
           remedy:  give it one of bean, command, http, or, if it runs elsewhere, a ping-key

        Action:

        Correct each key as its remedy describes, then start Nightjar again. No job was started and nothing was watched.
        """.replace("FILE", file));
    assertThat(output.getAll()).doesNotContain("do-not-print-me").doesNotContain("\tat ");
  }

  @Test
  void no_database_is_opened_when_the_configuration_is_wrong() {
    RoomWithDatabase.OPENED.set(false);
    assertThatThrownBy(() -> start(RoomWithDatabase.class, "nightjar.enviroment: prod"))
        .isInstanceOf(InvalidConfigurationException.class);
    assertThat(RoomWithDatabase.OPENED).isFalse();
  }

  @Test
  void an_empty_configuration_starts_and_says_loudly_that_there_are_no_jobs(CapturedOutput output)
      throws IOException {
    RoomWithDatabase.OPENED.set(false);
    try (ConfigurableApplicationContext context = start(RoomWithDatabase.class, "")) {
      assertThat(context.getBean(JobCatalogue.class).configured()).isEmpty();
      assertThat(context.getBean(Roles.class)).isEqualTo(new Roles(true, true));
      assertThat(context.getBean(NightjarProperties.class).environment()).isEqualTo("local");
    }
    assertThat(RoomWithDatabase.OPENED).isTrue();
    assertThat(output.getAll()).contains("NO JOBS ARE CONFIGURED");
  }

  @Test
  void the_start_says_what_is_not_enforced_yet(CapturedOutput output) throws IOException {
    start(Room.class, """
        nightjar.jobs:
          a: {schedule: "@daily", bean: x}
          b: {schedule: "@daily", ping-key: short, requires: a, catch-up-within: 1h}
        """).close();
    assertThat(output.getAll())
        .contains("2 jobs in the catalogue, 1 of them run elsewhere")
        .contains(
            "requires and stale-input are shown but not enforced yet; a job starts even if the data it requires is"
                + " stale (1 jobs: b)")
        .contains("catch-up-within does nothing for a job that runs elsewhere (1 jobs: b)")
        .contains("a ping-key of less than 16 characters can be guessed (1 jobs: b)");
  }

  @Configuration(proxyBeanMethods = false)
  @Import(CatalogueConfiguration.class)
  static class Room {

    @Bean
    static TargetType http() {
      return new StubKinds.Http();
    }

    @Bean
    static TargetType command() {
      return new StubKinds.Command();
    }

    @Bean
    static TargetType bean() {
      return new StubKinds.Bean();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class RoomWithDatabase {

    static final AtomicBoolean OPENED = new AtomicBoolean();

    /** Made before the room's own beans, as far as the order of declaration goes. */
    @Bean
    DataSource dataSource() {
      OPENED.set(true);
      return new SimpleDriverDataSource();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Room.class)
    static class Rest {}
  }
}
