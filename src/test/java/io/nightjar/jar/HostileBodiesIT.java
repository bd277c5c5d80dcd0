package io.nightjar.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.notification.slack.SlackStandIn;
import io.nightjar.web.problem.RawConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers send to the packaged jar does not end it. */
class HostileBodiesIT {

  private static final String KEY = "the-ping-key-of-the-warehouse-load";
  private static final long LENGTH = 300L * 1024 * 1024;
  private static final List<String> PATHS = List.of(
      "/x", "/api/mutes", "/slack/commands", "/ping/zzz", "/ping/" + KEY, "/actuator/health");
  private static final List<String> HEADERS = List.of(
      "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n",
      "Content-Type: application/json\r\nContent-Length: " + LENGTH + "\r\n");

  @TempDir
  Path folder;

  @Test
  @Provokes(Fault.W15)
  void bodies_of_300_mib_leave_a_heap_of_160_mib_alive() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar nightjar = PackagedJar.in(folder).withHeap("160m")) {
      new Night(Databases.H2, folder, slack, Duration.ofMinutes(5))
          .with("slack.signing-secret: a-secret-of-the-test")
          .elsewhere("warehouse", KEY)
          .write(folder);
      nightjar.start();

      flood(nightjar.port());

      assertThat(nightjar.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(nightjar.get("/ping/" + KEY).statusCode()).isEqualTo(200);
      assertThat(nightjar.logged()).doesNotContain("OutOfMemoryError");
      FaultBook.jar(Fault.W15)
          .so(
              "300 MiB on each method and path with a heap of 160 MiB: the process survives and answers");
    }
  }

  /** All of them, eight at a time. */
  private static void flood(int port) throws Exception {
    List<Callable<Long>> calls = new ArrayList<>();
    for (String path : PATHS) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
        HEADERS.forEach(headers -> calls.add(() -> {
          try (RawConnection call = RawConnection.open(port, method + " " + path, headers, "")) {
            return call.flood(LENGTH);
          }
        }));
      }
    }
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      for (Future<Long> sent : callers.invokeAll(calls)) {
        assertThat(sent.get()).isLessThan(LENGTH);
      }
    } finally {
      callers.shutdownNow();
    }
  }
}
