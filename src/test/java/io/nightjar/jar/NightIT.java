package io.nightjar.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.demo.FakeSyncService;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.notification.slack.Posted;
import io.nightjar.notification.slack.SlackStandIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The night of the sync service, from the packaged jar, against stand-ins that behave as documented. */
class NightIT {

  private static final Duration UNTIL_BEGIN = Duration.ofSeconds(100);

  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource(Databases.class)
  void a_good_night_of_both_deployments_sends_nothing(Databases vendor) throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        FakeSyncService hee = new FakeSyncService(0, "t");
        FakeSyncService nimdta = new FakeSyncService(0, "t");
        PackagedJar nightjar = PackagedJar.in(folder)) {
      Night night = new Night(vendor, folder, slack, UNTIL_BEGIN);
      FakeSyncService.JOBS.forEach(
          job -> night.sync("hee-" + job, hee, job).sync("nimdta-" + job, nimdta, job));
      night.elsewhere("ndw-etl", "the-ping-key-of-the-warehouse-load").write(folder);

      nightjar.start();
      Instant etl = night.begin().plusSeconds(night.jobs() - 1L);
      await().atMost(Duration.ofMinutes(3)).until(() -> Instant.now().isAfter(etl));
      assertThat(nightjar.get("/ping/the-ping-key-of-the-warehouse-load/start").statusCode())
          .isEqualTo(200);
      assertThat(nightjar.get("/ping/the-ping-key-of-the-warehouse-load").statusCode())
          .isEqualTo(200);

      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(states(nightjar, night)).hasSize(23).containsOnly("met"));
      await().atMost(Duration.ofMinutes(2)).until(() -> Instant.now().isAfter(night.end()));
      assertThat(slack.messages()).isEmpty();
      assertThat(nightjar.get("/actuator/health/jobs").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
  @Provokes({Fault.Q2, Fault.W12})
  void each_way_to_fail_sends_one_message_that_says_what_happened(Databases vendor)
      throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        FakeSyncService sync = new FakeSyncService(0, "t");
        PackagedJar nightjar =
            PackagedJar.in(folder).without("io.nightjar.runner.bean.BeanRunner")) {
      List<String> jobs = FakeSyncService.JOBS;
      sync.hang(jobs.get(0)).stuckFlag(jobs.get(1)).ghost(jobs.get(2));
      Night night = new Night(vendor, folder, slack, UNTIL_BEGIN)
          .sync("unreachable", URI.create("http://127.0.0.1:9/sync"), jobs.get(4))
          .sync("hung", sync, jobs.get(0))
          .sync("stuck", sync, jobs.get(1))
          .sync("ghost", sync, jobs.get(2))
          .sync("good", sync, jobs.get(3))
          .command("exit-3", "echo no space left; exit 3")
          .bean("class-missing", "someJob")
          .command("killed", "exec sleep 100", "3m");
      night.write(folder);

      nightjar.start();
      // For a second, so that Slack's confirmation of the last message is on record before the
      // kill.
      await().atMost(Duration.ofMinutes(3)).during(Duration.ofSeconds(1)).untilAsserted(() -> {
        assertThat(nightjar.get("/api/jobs/killed/runs").body()).contains("\"startedAt\":\"2");
        assertThat(told(slack)).contains("ghost could not start");
      });
      nightjar.kill();
      nightjar.start();

      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() ->
              assertThat(told(slack)).contains("hung has not finished in time", "killed failed"));
      await().atMost(Duration.ofMinutes(2)).until(() -> Instant.now().isAfter(night.end()));

      assertThat(told(slack))
          .containsExactlyInAnyOrder(
              "unreachable could not start",
              "hung has not finished in time",
              "stuck was skipped",
              "ghost could not start",
              "exit-3 failed",
              // At the start, once for both starts; then in the night.
              "class-missing cannot start",
              "class-missing could not start",
              "killed failed");
      assertThat(cause(nightjar, "unreachable")).contains("127.0.0.1:9");
      assertThat(cause(nightjar, "stuck")).contains("already running").contains("flag is stuck");
      assertThat(cause(nightjar, "ghost")).contains("Just started").contains("not seen running");
      assertThat(cause(nightjar, "exit-3")).contains("exit status 3").contains("no space left");
      assertThat(cause(nightjar, "class-missing"))
          .contains("NoClassDefFoundError")
          .contains("BeanRunner");
      assertThat(cause(nightjar, "killed")).contains("died");
      Duration soon = Duration.ofSeconds(5);
      FaultBook.jar(Fault.Q2)
          .so("announced already at the start of the process: \"cannot start\"")
          .said(
              "could_not_start, with the name of the class",
              occurrence(nightjar, "class-missing"),
              Seen.incident(nightjar, "could_not_start", "class-missing")
                  .orElseThrow()
                  .openedAt(),
              soon);
      FaultBook.jar(Fault.W12)
          .said(
              "skipped, in the first night: \"the service's own flag is stuck\"",
              occurrence(nightjar, "stuck"),
              Seen.incident(nightjar, "skipped", "stuck").orElseThrow().openedAt(),
              soon)
          .said(
              "could_not_start: \"not seen running\" within the configured 4 s",
              occurrence(nightjar, "ghost").plusSeconds(4),
              Seen.incident(nightjar, "could_not_start", "ghost").orElseThrow().openedAt(),
              soon);
      assertThat(slack.complaints()).isEmpty();
      assertThat(nightjar.logged()).doesNotContain(SlackStandIn.TOKEN);
      assertThat(nightjar.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(nightjar.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(nightjar.get("/actuator/health/jobs").statusCode()).isEqualTo(503);
    }
  }

  private static List<String> states(PackagedJar nightjar, Night night) {
    String body = nightjar
        .get("/api/expected-runs?from=" + night.begin() + "&to=" + night.end())
        .body();
    return java.util.regex.Pattern.compile("\"state\":\"([a-z_]+)\"")
        .matcher(body)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** What each first message tells, of one job in its headline or of several in a line each. */
  private static List<String> told(SlackStandIn slack) {
    return slack.messages().stream()
        .filter(message -> !message.isReply())
        .map(Posted::asText)
        .flatMap(text -> text.contains("\n• ")
            ? text.lines().filter(line -> line.startsWith("• "))
            : text.lines().limit(1))
        .map(line -> line.replaceFirst("^[^\\[]*\\[test] ", "")
            .replaceFirst("^• ", "")
            .replaceFirst(" \\(.*", ""))
        .toList();
  }

  private static String cause(PackagedJar nightjar, String job) {
    return nightjar.get("/api/incidents?state=all&job=" + job).body();
  }

  private static Instant occurrence(PackagedJar nightjar, String job) {
    return Seen.runs(nightjar, job).get(0).occurrence();
  }
}
