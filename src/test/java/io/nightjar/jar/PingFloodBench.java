package io.nightjar.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.slack.SlackStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the missed deadline to the committed incident while heartbeats come in as fast as 32 callers can send them. */
class PingFloodBench {

  private static final int MISSING = 200;
  private static final int PINGED = 100;
  private static final int CALLERS = 32;

  @TempDir
  Path folder;

  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  @Test
  void detection_delay_during_a_flood_of_pings() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar nightjar = PackagedJar.in(folder).asPackaged()) {
      Night night =
          new Night(Night.postgres(), slack, Duration.ofSeconds(90)).apart(Duration.ofMillis(100));
      for (int i = 0; i < MISSING; i++) {
        night.elsewhere("missing-" + i, "the-ping-key-of-missing-" + i);
      }
      for (int i = 0; i < PINGED; i++) {
        night.scheduled("pinged-" + i, "0 0 0 1 1 *", "ping-key: " + key(i));
      }
      night.write(folder);
      nightjar.start();
      Instant begin = Instant.now();
      assertThat(begin).isBefore(night.begin());

      flood(nightjar, night.end().plusSeconds(10));

      Duration took = Duration.between(begin, Instant.now());
      String metrics = nightjar.get("/actuator/prometheus").body();
      assertThat(metric(metrics, "count")).isEqualTo(MISSING);
      System.out.printf(
          "MEASURED %d deadlines over %d s during a flood of pings (%d/s taken, %d/s refused): mean %.0f ms, max %.0f ms%n",
          MISSING,
          MISSING / 10,
          taken.get() / took.toSeconds(),
          refused.get() / took.toSeconds(),
          1_000 * metric(metrics, "sum") / MISSING,
          1_000 * metric(metrics, "max"));
    }
  }

  private void flood(PackagedJar nightjar, Instant until) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int first = caller;
        all.add(callers.submit(() -> {
          for (int i = first; Instant.now().isBefore(until); i++) {
            boolean ok = nightjar.get("/ping/" + key(i % PINGED)).statusCode() == 200;
            (ok ? taken : refused).incrementAndGet();
          }
        }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static String key(int i) {
    return "the-ping-key-of-pinged-" + i;
  }

  private static double metric(String metrics, String what) {
    Matcher line = Pattern.compile("(?m)^nightjar_detection_delay_seconds_" + what + "\\S* (\\S+)$")
        .matcher(metrics);
    assertThat(line.find()).as(metrics).isTrue();
    return Double.parseDouble(line.group(1));
  }
}
