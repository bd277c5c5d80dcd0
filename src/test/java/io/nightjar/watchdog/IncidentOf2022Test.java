package io.nightjar.watchdog;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.job.StartCheck;
import io.nightjar.ledger.job.StartCheckRepository;
import io.nightjar.notification.Notification;
import io.nightjar.rehearsal.Rehearsal;
import io.nightjar.rehearsal.RehearsalReport;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.runner.bean.BeanRunners;
import io.nightjar.scheduler.SchedulerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

/** The five silent nights that Nightjar exists for, with its layers switched off in turn, the earliest first. */
class IncidentOf2022Test {

  private static final Path README = Path.of("README.md");
  private static final String HEAD =
      "| without those above | first word | hours earlier than in 2022 | which says |\n"
          + "| --- | --- | --- | --- |\n";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.UK).withZone(ZoneOffset.UTC);

  @TempDir
  private Path folder;

  private final List<String> rows = new ArrayList<>();

  @Test
  void somebody_is_told_days_earlier_whichever_layer_is_the_first() throws Exception {
    RehearsalReport report = rehearse();
    assertThat(report.failures()).hasSize(22);
    rows.add(
        "| 1 rehearsal | in the pull request, before Fri 21 Jan 13:15 | %s | \"22 of 23 jobs cannot start: %s\" |\n"
            .formatted(earlier(Replay.DEPLOYED), cause(report)));
    selfCheck(report);
    forecast();
    word("4 canary", configuration(), Replay.DEPLOYED.plus(Duration.ofMinutes(2)));
    word("5 start", with("nightjar.canary.enabled", "false"), at("22", "00:10:05"));
    word("6 finish", deadlines("30m"), at("22", "00:35:05"));
    rows.add("| 7 freshness | not built yet | | |\n");
    word("8 the morning's message", deadlines("23h"), at("22", "07:31:00"));
    rows.add("| all of it | Wed 26 Jan 07:40:00 | 0.0 | a person misses the usual messages |\n");

    String table = HEAD + String.join("", rows);
    if (Boolean.getBoolean("nightjar.docs.write")) {
      write(table);
    }
    assertThat(Files.readString(README))
        .as(
            "README.md is out of date: mvn test -Dtest=IncidentOf2022Test -Dnightjar.docs.write=true")
        .contains(table);
  }

  /** The jar of the jobs, by the rehearsal of the build: all of it, then as it was deployed. */
  private RehearsalReport rehearse() throws Exception {
    List<Job> jobs;
    try (Replay replay = new Replay(configuration())) {
      jobs = replay.world().get(JobCatalogue.class).configured().stream()
          .map(job -> job.runsHere() ? aJob(job.name(), job.schedule().expression()) : job)
          .toList();
    }
    assertThat(rehearse(jobs, SyncJobs.jar(folder.resolve("whole"), jobs)).failures())
        .isEmpty();
    return rehearse(jobs, SyncJobs.jarWithoutLocks(folder.resolve("deployed"), jobs));
  }

  /** Through a real scheduler, with the runner of beans and the beans of that jar. */
  private static RehearsalReport rehearse(List<Job> jobs, Path jar) throws Exception {
    Database database = Databases.H2.create();
    try (SyncJobs beans = SyncJobs.in(jar)) {
      ScriptedRunnerFactory kind = new ScriptedRunnerFactory();
      jobs.stream()
          .filter(Job::runsHere)
          .forEach(
              job -> kind.whenMade(job.name(), it -> BeanRunners.of(it.name(), beans.factory())));
      try (SchedulerProcess process =
          SchedulerProcess.idle(database, kind, jobs.toArray(Job[]::new))) {
        return process.get(Rehearsal.class).rehearse("4.31.0", false);
      }
    } finally {
      database.close();
    }
  }

  private void selfCheck(RehearsalReport report) {
    try (Replay replay = new Replay(configuration())) {
      Instant rehearsed = Replay.DEPLOYED.plus(report.took());
      assertThat(replay.firstWord(rehearsed)).isEmpty();
      List<StartCheck> checks = report.jobs().stream()
          .map(it -> new StartCheck(it.job(), it.cause(), report.version(), Nights.ME, rehearsed))
          .toList();
      replay.world().get(StartCheckRepository.class).write(checks);
      Notification first = replay.firstWord(rehearsed.plusSeconds(60)).orElseThrow();
      assertThat(first.createdAt()).isBetween(rehearsed, Replay.DEPLOYED.plusSeconds(60));
      rows.add("| 2 self-check | %s | %s | \"%s\" |\n"
          .formatted(
              "Fri 21 Jan 13:15, at the start of the new version",
              earlier(Replay.DEPLOYED),
              first.message().headline()));
    }
  }

  /** The schedule itself was never wrong: this layer catches other failures than that one. */
  private void forecast() {
    try (Replay replay = new Replay(deadlines("23h", "nightjar.digest.enabled", "false"))) {
      assertThat(replay.firstWord(Replay.DEPLOYED.plus(Duration.ofHours(6)))).isEmpty();
      rows.add("| 3 forecast | nothing: every trigger was as it should be | | |\n");
    }
  }

  private void word(String layer, Map<String, Object> configuration, Instant atTheLatest) {
    try (Replay replay = new Replay(configuration)) {
      Notification first =
          replay.firstWord(atTheLatest.plus(Duration.ofMinutes(10))).orElseThrow();
      assertThat(first.createdAt()).as(layer).isBetween(Replay.DEPLOYED, atTheLatest);
      rows.add("| %s | %s | %s | \"%s\" |\n"
          .formatted(
              layer,
              TIME.format(first.createdAt()),
              earlier(first.createdAt()),
              first.message().headline()));
    }
  }

  private static String cause(RehearsalReport report) {
    return String.valueOf(report.failures().get(0).cause()).replaceFirst(" at .*", "");
  }

  private static String earlier(Instant than) {
    return "%.1f".formatted(Duration.between(than, Replay.NOTICED).toMinutes() / 60.0);
  }

  private static Instant at(String day, String time) {
    return Instant.parse("2022-01-" + day + "T" + time + "Z");
  }

  /** The worked example, with commands where it calls the services of 2022. */
  private static Map<String, Object> configuration() {
    Map<String, Object> all = new LinkedHashMap<>();
    EnumerablePropertySource<?> example = example();
    for (String name : example.getPropertyNames()) {
      int http = name.indexOf(".http.");
      if (name.startsWith("nightjar.jobs.") && http < 0) {
        all.put(name, example.getProperty(name));
      } else if (http > 0) {
        all.put(name.substring(0, http) + ".command.run[0]", "true");
      }
    }
    all.put("NDW_ETL_PING_KEY", "the-ping-key-of-the-warehouse-load");
    all.put("nightjar.environment", "prod");
    all.put("nightjar.digest.enabled", "true");
    all.put("nightjar.canary.enabled", "true");
    return all;
  }

  private static EnumerablePropertySource<?> example() {
    try {
      return (EnumerablePropertySource<?>) new YamlPropertySourceLoader()
          .load("example", new FileSystemResource("config/jobs.yml"))
          .get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> with(String... more) {
    Map<String, Object> all = configuration();
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  /** Without the layers before: no canary, and one deadline for start and finish. */
  private static Map<String, Object> deadlines(String within, String... more) {
    Map<String, Object> all = with(more);
    all.put("nightjar.canary.enabled", "false");
    all.keySet().stream()
        .filter(key -> key.endsWith(".schedule"))
        .map(key -> key.substring(0, key.length() - ".schedule".length()))
        .toList()
        .forEach(job -> {
          all.put(job + ".start-within", within);
          all.put(job + ".finish-within", within);
        });
    return all;
  }

  private static void write(String table) throws IOException {
    String readme = Files.readString(README);
    int from = readme.indexOf(HEAD);
    int to = readme.indexOf("\n\n", from) + 1;
    Files.writeString(README, readme.substring(0, from) + table + readme.substring(to));
  }
}
