package io.nightjar.jar;

import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.notification.slack.SlackStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the occurrence to the fired heartbeat, of 200 jobs a second apart, in the packaged jar on PostgreSQL. */
class FiringBench {

  private static final int JOBS = 200;

  @TempDir
  Path folder;

  @Test
  void firing_delay_and_time_to_ready() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar nightjar = PackagedJar.in(folder).asPackaged()) {
      Night night = new Night(Databases.POSTGRESQL, folder, slack, Duration.ofSeconds(60));
      for (int i = 0; i < JOBS; i++) {
        night.command("job-" + i, "exit 0");
      }
      night.write(folder);
      long started = System.nanoTime();
      nightjar.start();
      System.out.printf("MEASURED start to ready: %.1f s%n", (System.nanoTime() - started) / 1e9);
      await().atMost(Duration.ofMinutes(8)).until(() -> Instant.now().isAfter(night.end()));
      List<Long> delays = java.util.stream.IntStream.range(0, JOBS)
          .mapToObj(i -> nightjar.get("/api/jobs/job-" + i + "/runs").body())
          .map(FiringBench::delayMillis)
          .sorted()
          .toList();
      System.out.printf(
          "MEASURED firing delay of %d triggers: p50 %d ms, p99 %d ms, max %d ms; resident %s%n",
          JOBS,
          delays.get(JOBS / 2),
          delays.get(JOBS * 99 / 100),
          delays.get(JOBS - 1),
          nightjar.resident());
    }
  }

  private static long delayMillis(String runs) {
    return Duration.between(instant(runs, "occurrence"), instant(runs, "firedAt"))
        .toMillis();
  }

  private static Instant instant(String json, String name) {
    var matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    return Instant.parse(matcher.group(1));
  }
}
