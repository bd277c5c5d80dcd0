package io.nightjar.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.notification.slack.SlackStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as two services on one PostgreSQL, one that starts jobs and one that watches them; each is killed. */
class RolesApartIT {

  private static final Duration MISSING_AFTER = Duration.ofSeconds(20);

  @TempDir
  Path folder;

  private SlackStandIn slack;
  private PackagedJar scheduler;
  private PackagedJar watchdog;

  @Test
  void each_service_is_missed_by_the_other() throws Exception {
    try (SlackStandIn standIn = SlackStandIn.start("#monitoring");
        PackagedJar starting = PackagedJar.in(Files.createDirectory(folder.resolve("scheduler")));
        PackagedJar watching = PackagedJar.in(Files.createDirectory(folder.resolve("watchdog")))) {
      slack = standIn;
      scheduler = starting;
      watchdog = watching;
      Night night = new Night(Databases.POSTGRESQL, folder, slack, Duration.ofSeconds(90))
          .command("good", "exit 0")
          .command("better", "exit 0")
          .command("exit-3", "echo no space left; exit 3");
      night.write(folder.resolve("scheduler"));
      night.write(folder.resolve("watchdog"));
      CompletableFuture.allOf(start(scheduler, "watchdog"), start(watchdog, "scheduler"))
          .join();
      Turns.leave();

      aNightRunsAndIsJudged(night);
      theSchedulerIsKilled();
      theWatchdogIsKilled();
      assertThat(slack.complaints()).isEmpty();
    }
  }

  private static CompletableFuture<Void> start(PackagedJar nightjar, String without) {
    return CompletableFuture.runAsync(() -> {
      try {
        nightjar.start(
            "--nightjar." + without + ".enabled=false",
            "--nightjar.watchdog.role-missing-after=" + MISSING_AFTER.toSeconds() + "s");
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private void aNightRunsAndIsJudged(Night night) {
    String ledger = "/api/expected-runs?from=" + night.begin() + "&to=" + night.end();
    said(120, "exit-3 failed");
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
      assertThat(watchdog.get(ledger).body())
          .containsPattern("\"good\",[^}]*\"met\"")
          .containsPattern("\"better\",[^}]*\"met\"");
    });
    assertThat(text()).doesNotContain("silent").doesNotContain("Nightjar's");
  }

  private void theSchedulerIsKilled() throws Exception {
    scheduler.kill();
    long killed = System.nanoTime();
    said(40, "is down");
    measured("the scheduler's process was killed: its silence was said", killed);
    said(40, "Nightjar's scheduler starts nothing: jobs will not run");
    measured("the scheduler's process was killed: that nothing starts jobs was said", killed);
    start(scheduler, "watchdog").join();
    said(30, "is replaced");
    said(30, "Nightjar's scheduler starts jobs again");
  }

  private void theWatchdogIsKilled() throws Exception {
    watchdog.kill();
    long killed = System.nanoTime();
    said(60, "Nightjar's watchdog is not running: nobody is told of missing runs");
    measured("the watchdog's process was killed: the scheduler's said it", killed);
    start(watchdog, "scheduler").join();
    said(40, "Nightjar's watchdog is running again");
    assertThat(watchdog.get("/api/incidents").body()).doesNotContain("watchdog_blind");
  }

  private void said(int seconds, String what) {
    await()
        .atMost(Duration.ofSeconds(seconds))
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(() -> assertThat(text()).contains(what));
  }

  private static void measured(String what, long since) {
    System.out.printf("MEASURED %s after %.0f s%n", what, (System.nanoTime() - since) / 1e9);
  }

  private String text() {
    StringBuilder all = new StringBuilder();
    slack.messages().forEach(it -> all.append(it.asText()).append('\n'));
    return all.toString();
  }
}
