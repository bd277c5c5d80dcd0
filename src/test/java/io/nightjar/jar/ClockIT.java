package io.nightjar.jar;

import static io.nightjar.jar.Seen.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.jar.Seen.SeenIncident;
import io.nightjar.jar.Seen.SeenRun;
import io.nightjar.notification.slack.SlackStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one PostgreSQL, one of which lives thirty seconds ahead. */
class ClockIT {

  private static final Duration LONG = Duration.ofSeconds(110);

  @TempDir
  Path folder;

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private Path library;

  @BeforeEach
  void isInstalled() throws IOException {
    try (Stream<Path> machines = Files.list(LIBRARIES)) {
      Optional<Path> found = machines
          .map(machine -> machine.resolve(LIBRARY))
          .filter(Files::isReadable)
          .findFirst();
      assertThat(found)
          .as(
              "This test needs libfaketime. Install the Debian package faketime, or run bash .ci/verify")
          .isPresent();
      library = found.orElseThrow();
    }
  }

  @Test
  @Provokes(Fault.Q17)
  void each_occurrence_runs_once_and_the_difference_is_told() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar right = PackagedJar.in(folder.resolve("right"));
        PackagedJar ahead = PackagedJar.in(folder.resolve("ahead"))
            .startedBy("env", "LD_PRELOAD=" + library, "FAKETIME=+30s", "NO_FAKE_STAT=1")) {
      Night night = new Night(Night.postgres(), slack, Duration.ofSeconds(60))
          .scheduled(
              "often",
              "*/10 * * * * *",
              "early-by: 1m",
              "start-within: 60s",
              "finish-within: 90s",
              "command: {run: [\"true\"]}");
      night.write(folder.resolve("right"));
      night.write(folder.resolve("ahead"));
      right.start();
      ahead.start();
      Instant different = Instant.now();

      until(LONG, () -> Seen.incident(right, "clock_skew", "the clock").isPresent());
      SeenIncident skew = Seen.incident(right, "clock_skew", "the clock").orElseThrow();
      assertThat(skew.cause()).containsPattern("(29|30) s ahead");
      until(LONG, () -> Seen.runs(right, "often").size() >= 7);

      assertThat(Seen.runs(right, "often")).extracting(SeenRun::occurrence).doesNotHaveDuplicates();
      assertThat(Seen.told(slack)).filteredOn(line -> line.contains("often")).isEmpty();
      FaultBook.jar(Fault.Q17)
          .said(
              "clock_skew, with the difference", different, skew.openedAt(), Duration.ofSeconds(60))
          .so("each occurrence runs once");
    }
  }
}
