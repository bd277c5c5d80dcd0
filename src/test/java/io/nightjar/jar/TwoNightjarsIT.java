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

/** Two Nightjars that watch each other by nothing but configuration, the files in {@code config/two-nightjars}. */
class TwoNightjarsIT {

  private static final Path FILES = Path.of("config", "two-nightjars").toAbsolutePath();
  private static final Duration DEADLINE = Duration.ofSeconds(125);

  @TempDir
  Path folder;

  @Test
  void what_one_says_when_the_other_is_killed_and_when_it_is_back() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar first = PackagedJar.in(Files.createDirectory(folder.resolve("first")));
        PackagedJar second = PackagedJar.in(Files.createDirectory(folder.resolve("second")))) {
      write(slack, "first", first, second);
      write(slack, "second", first, second);
      CompletableFuture<Void> both = CompletableFuture.allOf(start(first), start(second));
      both.join();
      Turns.leave();
      until(DEADLINE, () -> {
        assertThat(states(first, "the-second-nightjar")).contains("\"met\"");
        assertThat(states(second, "the-first-nightjar")).contains("\"met\"");
      });
      assertThat(slack.messages()).isEmpty();

      second.kill();
      long killed = System.nanoTime();
      until(DEADLINE, () -> assertThat(text(slack)).contains("the-second-nightjar did not start"));
      System.out.printf(
          "MEASURED the other Nightjar was killed: said after %.0f s%n",
          (System.nanoTime() - killed) / 1e9);

      start(second).join();
      until(
          DEADLINE, () -> assertThat(text(slack)).contains("the-second-nightjar was made up for"));
      assertThat(first.logged() + second.logged()).doesNotContain("-key-of-the-");
    }
  }

  private void write(SlackStandIn slack, String which, PackagedJar first, PackagedJar second)
      throws IOException {
    String peers = Files.readString(FILES.resolve(which + ".yml"))
        .replace("localhost:8081", "localhost:" + first.port())
        .replace("localhost:8082", "localhost:" + second.port());
    Path own = folder.resolve(which);
    Files.writeString(own.resolve("two-nightjars.yml"), peers);
    new Night(Databases.H2, own, slack, Duration.ofHours(2))
        .command("idle", "exit 0")
        .write(own);
  }

  private static CompletableFuture<Void> start(PackagedJar nightjar) {
    return CompletableFuture.runAsync(() -> {
      try {
        nightjar.start(
            "--spring.config.import=file:two-nightjars.yml",
            "--PING_KEY_OF_THE_FIRST=some-key-of-the-first",
            "--PING_KEY_OF_THE_SECOND=some-key-of-the-second");
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private static void until(Duration longest, org.awaitility.core.ThrowingRunnable assertion) {
    await().atMost(longest).pollInterval(Duration.ofMillis(500)).untilAsserted(assertion);
  }

  private static String states(PackagedJar nightjar, String job) {
    return nightjar.get("/api/expected-runs?job=" + job).body();
  }

  private static String text(SlackStandIn slack) {
    StringBuilder all = new StringBuilder();
    slack.messages().forEach(it -> all.append(it.asText()).append('\n'));
    return all.toString();
  }
}
