package io.nightjar.jar;

import static io.nightjar.jar.Seen.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.notification.slack.SlackStandIn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is away for 45 seconds, in which jobs are due. */
class DatabaseAwayIT {

  private static final Duration LONG = Duration.ofSeconds(110);
  private static final String TRUE = "command: {run: [\"true\"]}";

  @TempDir
  Path folder;

  @Test
  @Provokes({Fault.Q16, Fault.W2})
  void it_is_told_without_the_database_and_afterwards_every_occurrence_is_accounted_for()
      throws Exception {
    int port = freePort();
    EmbeddedPostgres postgres = postgres(port);
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar nightjar = PackagedJar.in(folder)) {
      String url = "  url: \"jdbc:postgresql://localhost:" + port + "/postgres\"\n"
          + "  username: postgres\n  password: \"\"\n";
      Night night = new Night(url, slack, Duration.ofSeconds(50));
      Instant due = night.begin();
      night
          .scheduled("often", "*/5 * * * * *", "start-within: 90s", "finish-within: 2m", TRUE)
          .job(
              "made-up-for",
              due,
              "catch-up-within: 1h",
              "start-within: 100s",
              "finish-within: 3m",
              TRUE)
          .job("elsewhere", due, "ping-key: the-ping-key-of-elsewhere")
          .write(folder);
      nightjar.start();
      until(LONG, () -> Seen.runs(nightjar, "often").size() > 1);
      until(LONG, () -> Instant.now().isAfter(due.minusSeconds(10)));

      Instant away = Instant.now();
      postgres.close();
      until(
          LONG,
          () -> Seen.told(slack).stream().anyMatch(line -> line.contains("cannot see its jobs")));
      Instant told = Instant.now();
      assertThat(nightjar.get("/actuator/health").statusCode()).isEqualTo(503);
      assertThat(nightjar.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(slack.messages()).hasSize(1);
      until(LONG, () -> Instant.now().isAfter(away.plusSeconds(45)));
      postgres = postgres(port);
      Instant back = Instant.now();

      until(
          LONG,
          () -> Seen.told(slack).stream().anyMatch(line -> line.contains("sees its jobs again")));
      until(
          LONG,
          () -> Seen.runs(nightjar, "made-up-for").stream()
              .anyMatch(run -> "succeeded".equals(run.outcome())));
      assertThat(Seen.runs(nightjar, "made-up-for").get(0).occurrence()).isEqualTo(due);
      until(LONG, () -> Seen.incident(nightjar, "not_started", "elsewhere").isPresent());
      until(
          LONG,
          () -> Seen.states(nightjar, "often", away.plusSeconds(1), back).stream()
              .allMatch(state -> state.equals("skipped") || state.startsWith("met")));
      assertThat(Seen.told(slack)).filteredOn(line -> line.contains("often")).isEmpty();

      FaultBook.jar(Fault.Q16)
          .said(
              "\"Nightjar cannot see its jobs\", straight to Slack",
              away,
              told,
              Duration.ofSeconds(45))
          .so("afterwards every occurrence has run, is recorded as skipped, or is announced");
      FaultBook.jar(Fault.W2)
          .said(
              "watchdog_blind, once, without the database; health DOWN, liveness UP",
              away,
              told,
              Duration.ofSeconds(45))
          .so("nothing is announced as missed while it cannot be read");
    } finally {
      postgres.close();
    }
  }

  private EmbeddedPostgres postgres(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.resolve("postgresql"))
        .setCleanDataDirectory(false)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
