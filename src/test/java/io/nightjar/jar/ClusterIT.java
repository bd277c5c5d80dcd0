package io.nightjar.jar;

import static io.nightjar.jar.Seen.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.demo.FakeSyncService;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.jar.Seen.SeenIncident;
import io.nightjar.jar.Seen.SeenRun;
import io.nightjar.notification.slack.SlackStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two versions of Nightjar on one PostgreSQL: each is killed in turn, then one is told to stop while jobs run. */
class ClusterIT {

  private static final Duration LONG = Duration.ofSeconds(110);
  private static final String TRUE = "command: {run: [\"true\"]}";

  @TempDir
  Path folder;

  @Test
  @Provokes({Fault.Q9, Fault.Q19, Fault.Q20, Fault.Q24, Fault.W4})
  void what_one_leaves_the_other_takes_up_and_everything_happens_once() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        FakeSyncService sync = new FakeSyncService(0, "t").takes(Duration.ofSeconds(80));
        PackagedJar one = PackagedJar.in(folder.resolve("one"));
        PackagedJar other = PackagedJar.in(folder.resolve("other")).asVersion("99.0.0")) {
      Night night = night(slack, sync);
      Instant begin = night.begin();
      one.start();

      Instant killed = killWhileBusy(1, one, other, sync);
      SeenIncident lost = lost(other, "local-1");
      FaultBook.jar(Fault.Q9)
          .said(
              "failed: \"died while it ran\", of a run that cannot be followed",
              killed,
              lost.openedAt(),
              Duration.ofSeconds(20));

      FaultBook.jar(Fault.Q24)
          .so(
              "a command that survived kill -9 is ended by the other Nightjar on its host, and the message says so");

      killWhileBusy(2, other, one, sync);
      lost(one, "local-2");
      met(one, "followed-1", begin);
      FaultBook.jar(Fault.Q9).so("a run that can be followed is adopted and met; no message");

      stopWhileBusy(one, other, slack, sync);
      Instant end = Instant.now().minusSeconds(8);
      met(other, "followed-2", begin);
      met(other, "followed-3", begin);

      onceEach(other, begin, end);
      assertThat(Seen.told(slack).stream().filter(line -> line.contains("nobody did not start")))
          .hasSize(1);
      assertThat(Seen.incidents(other))
          .filteredOn(each -> each.name().equals("nobody"))
          .hasSize(1);
      assertThat(Seen.told(slack)).noneMatch(line -> line.contains("followed"));
      FaultBook.jar(Fault.Q20).so("each occurrence runs once, each incident is announced once");
      FaultBook.jar(Fault.W4).so("one incident, one message");
    }
  }

  private Night night(SlackStandIn slack, FakeSyncService sync) throws Exception {
    Night night = new Night(Night.postgres(), slack, Duration.ofSeconds(60));
    night
        .scheduled("often", "*/4 * * * * *", "start-within: 60s", "finish-within: 90s", TRUE)
        .job("nobody", night.begin(), "ping-key: the-ping-key-of-nobody");
    for (int round = 1; round <= 3; round++) {
      Instant at = night.begin().plus(Duration.ofSeconds(60).multipliedBy(round - 1));
      night
          .job("local-" + round, at, "finish-within: 5m", "command: {run: [sleep, \"280\"]}")
          .job("followed-" + round, at, "finish-within: 150s")
          .syncing(sync.baseUrl(), service(round));
    }
    Instant third = night.begin().plusSeconds(120);
    night.job("short", third, "finish-within: 150s", "command: {run: [sleep, \"20\"]}");
    night.write(folder.resolve("one"));
    night.write(folder.resolve("other"));
    return night;
  }

  private static String service(int round) {
    return FakeSyncService.JOBS.get(round);
  }

  /** The other one comes up while the first is busy. */
  private static void overlap(int round, PackagedJar busy, PackagedJar next, FakeSyncService sync)
      throws Exception {
    until(
        LONG,
        () -> sync.isRunning(service(round))
            && busy.get("/api/jobs/local-" + round + "/runs").body().contains("\"startedAt\":\"2"));
    next.start();
    assertThat(sync.isRunning(service(round))).isTrue();
  }

  private static Instant killWhileBusy(
      int round, PackagedJar busy, PackagedJar next, FakeSyncService sync) throws Exception {
    overlap(round, busy, next, sync);
    Instant killed = Instant.now();
    busy.kill();
    return killed;
  }

  private static SeenIncident lost(PackagedJar nightjar, String job) {
    until(LONG, () -> Seen.incident(nightjar, "failed", job).isPresent());
    SeenIncident lost = Seen.incident(nightjar, "failed", job).orElseThrow();
    assertThat(lost.cause())
        .contains("died while it ran", "was still running and was ended when Nightjar came back");
    return lost;
  }

  private static void stopWhileBusy(
      PackagedJar busy, PackagedJar next, SlackStandIn slack, FakeSyncService sync)
      throws Exception {
    overlap(3, busy, next, sync);
    Instant told = Instant.now();
    assertThat(busy.stop(Duration.ofSeconds(40))).isTrue();
    until(LONG, () -> Seen.incident(next, "failed", "local-3").isPresent());
    SeenIncident interrupted = Seen.incident(next, "failed", "local-3").orElseThrow();
    assertThat(interrupted.cause()).contains("Nightjar stopped before it had finished");
    assertThat(Seen.runs(next, "short").get(0).outcome()).isEqualTo("succeeded");
    assertThat(Seen.told(slack)).noneMatch(line -> line.contains("short"));
    FaultBook.jar(Fault.Q19)
        .said(
            "failed: \"Nightjar stopped before it had finished\", of a local run that does not end in time",
            told,
            interrupted.openedAt(),
            Duration.ofSeconds(60))
        .so(
            "a local run that ends in time is waited for, one that can be followed is handed over; no message");
  }

  private static void met(PackagedJar nightjar, String job, Instant begin) {
    until(
        LONG,
        () -> Seen.states(nightjar, job, begin, begin.plusSeconds(300)).equals(List.of("met")));
  }

  private static void onceEach(PackagedJar nightjar, Instant from, Instant to) {
    List<SeenRun> runs = Seen.runs(nightjar, "often");
    assertThat(runs).extracting(SeenRun::occurrence).doesNotHaveDuplicates();
    until(
        LONG,
        () -> Seen.states(nightjar, "often", from, to).stream().noneMatch("awaiting"::equals));
    assertThat(Seen.states(nightjar, "often", from, to))
        .doesNotContain("missed")
        .hasSizeGreaterThan(20);
  }
}
