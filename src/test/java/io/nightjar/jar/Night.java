package io.nightjar.jar;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.demo.FakeSyncService;
import io.nightjar.notification.slack.SlackStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * The configuration of one night that begins a given time after its turn to start, a job a second unless told
 * otherwise.
 */
final class Night {

  private final StringBuilder settings = new StringBuilder();
  private final StringBuilder yaml = new StringBuilder();
  private final Instant begin;
  private Duration apart = Duration.ofSeconds(1);
  private int jobs;

  Night(Databases vendor, Path folder, SlackStandIn slack, Duration fromNow) {
    this(database(vendor, folder), slack, fromNow);
  }

  /** On the given database: lines below {@code spring.datasource}. */
  Night(String database, SlackStandIn slack, Duration fromNow) {
    Turns.take();
    this.begin = Instant.now().plus(fromNow).truncatedTo(ChronoUnit.SECONDS);
    settings.append("spring.datasource:\n").append(database);
    settings.append("""
        nightjar:
          environment: test
          slack: {token: %s, channel: "#monitoring", api-url: "%s"}
          security.tokens:
            - {name: tester, role: operator, token-hash: "{sha256}%s"}
          defaults: {start-within: 12s, finish-within: 15s, early-by: 1s}
          watchdog.instance-dead-after: 8s
          digest.enabled: false
          instance.keep-alive-every: 1s
        """.formatted(SlackStandIn.TOKEN, slack.apiUrl(), sha256(PackagedJar.token())));
  }

  private static String database(Databases vendor, Path folder) {
    if (vendor == Databases.H2) {
      return "  url: \"jdbc:h2:file:" + folder.resolve("db")
          + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE\"\n";
    }
    return server(vendor);
  }

  /** A new database on PostgreSQL, as lines of the configuration. */
  static String postgres() {
    return server(Databases.POSTGRESQL);
  }

  private static String server(Databases vendor) {
    Database database = vendor.createEmpty();
    database.close();
    return "  url: \"" + database.url() + "\"\n  username: " + vendor.user()
        + "\n  password: \"\"\n";
  }

  /** A line more below {@code nightjar}. */
  Night with(String line) {
    settings.append("  ").append(line).append('\n');
    return this;
  }

  /** So far apart are the jobs; less than a second lets several share one. */
  Night apart(Duration between) {
    if (jobs > 0) {
      throw new IllegalStateException("say it before the first job");
    }
    apart = between;
    return this;
  }

  /** Changes the schedule of a job, as an edit of the file does. */
  Night rewrite(String job, String before, String after) {
    int at = yaml.indexOf(before, yaml.indexOf("    " + job + ":"));
    yaml.replace(at, at + before.length(), after);
    return this;
  }

  /** Adds a job of the sync service, started by PUT and followed by its status. */
  Night sync(String name, FakeSyncService service, String job) {
    return sync(name, service.baseUrl(), job);
  }

  Night sync(String name, URI service, String job) {
    return job(name).syncing(service, job);
  }

  /** Has the latest job done by the sync service. */
  Night syncing(URI service, String job) {
    yaml.append("""
              http:
                request: {method: PUT, url: "%1$s/api/job/%2$s", timeout: 5s, headers: {Authorization: "Bearer t"}}
                accepted-when: {pointer: /status, equals: "Just started"}
                busy-when: {pointer: /status, equals: "Already running"}
                completion: poll
                poll: {url: "%1$s/api/jobs/status", every: 1s, seen-running-within: 4s, running-when: {pointer: /%2$s, equals: true}}
        """.formatted(service, job));
    return this;
  }

  Night command(String name, String script) {
    job(name);
    yaml.append("      command: {run: [sh, -c, '").append(script).append("']}\n");
    return this;
  }

  /** Adds a command that is given more time than the others. */
  Night command(String name, String script, String finishWithin) {
    command(name, script);
    yaml.append("      finish-within: ").append(finishWithin).append('\n');
    return this;
  }

  Night bean(String name, String bean) {
    job(name);
    yaml.append("      bean: ").append(bean).append('\n');
    return this;
  }

  Night elsewhere(String name, String pingKey) {
    job(name);
    yaml.append("      ping-key: ").append(pingKey).append('\n');
    return this;
  }

  private Night job(String name) {
    return job(name, begin.plus(apart.multipliedBy(jobs++)));
  }

  /** Adds a job that occurs once a day, at the second of the given instant, with more lines of its own. */
  Night job(String name, Instant occurrence, String... lines) {
    LocalTime at = occurrence.atZone(ZoneOffset.UTC).toLocalTime();
    return scheduled(
        name, "%d %d %d * * *".formatted(at.getSecond(), at.getMinute(), at.getHour()), lines);
  }

  /** Adds a job with more lines of its own. */
  Night scheduled(String name, String cron, String... lines) {
    yaml.append("    ")
        .append(name)
        .append(":\n      schedule: \"")
        .append(cron)
        .append("\"\n");
    for (String line : lines) {
      yaml.append("      ").append(line).append('\n');
    }
    return this;
  }

  /** The deadline of the last finish. */
  Instant end() {
    return begin.plus(apart.multipliedBy(jobs)).plusSeconds(15);
  }

  Instant begin() {
    return begin;
  }

  int jobs() {
    return jobs;
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("config/application.yml"), settings + "  jobs:\n" + yaml);
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
