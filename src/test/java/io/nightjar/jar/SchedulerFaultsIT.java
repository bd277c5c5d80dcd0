package io.nightjar.jar;

import static io.nightjar.jar.Seen.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.jar.Seen.SeenIncident;
import io.nightjar.notification.slack.SlackStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a scheduler from firing, done to its tables and its configuration while health would say UP. */
class SchedulerFaultsIT {

  private static final Duration LONG = Duration.ofSeconds(150);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final String TRUE = "command: {run: [\"true\"]}";
  private static final String DRIFT = "scheduler_drift";
  private static final String SILENT = "scheduler_silent";

  @TempDir
  Path folder;

  private Database database;
  private SlackStandIn slack;
  private PackagedJar nightjar;

  @BeforeEach
  void start() throws Exception {
    database = Databases.POSTGRESQL.createEmpty();
    slack = SlackStandIn.start("#monitoring");
    nightjar = PackagedJar.in(folder);
  }

  @AfterEach
  void end() throws Exception {
    nightjar.close();
    slack.close();
    database.close();
  }

  private Night night(int seconds) {
    String url = "  url: \"" + database.url() + "\"\n  username: postgres\n  password: \"\"\n";
    return new Night(url, slack, Duration.ofSeconds(seconds));
  }

  private static Instant inTwoHours() {
    return Instant.now().plus(Duration.ofHours(2));
  }

  /** A canary has been fired, so the scheduler is known to work. */
  private void awaitFiring() {
    until(
        LONG,
        () -> Seen.runs(nightjar, "nightjar-canary").stream()
            .anyMatch(run -> "succeeded".equals(run.outcome())));
  }

  private SeenIncident opened(String kind, String name) {
    until(LONG, () -> Seen.incident(nightjar, kind, name).isPresent());
    return Seen.incident(nightjar, kind, name).orElseThrow();
  }

  private void resolved(String kind, String name, String resolution) {
    until(
        LONG,
        () ->
            resolution.equals(Seen.incident(nightjar, kind, name).orElseThrow().resolution()));
  }

  private void update(String sql) {
    assertThat(database.jdbc().sql(sql).update()).isPositive();
  }

  @Test
  @Provokes(Fault.Q1)
  void a_job_class_that_is_gone() throws Exception {
    Night night = night(90);
    night.job("soon", night.begin(), TRUE).job("other", inTwoHours(), TRUE).write(folder);
    nightjar.start();
    awaitFiring();
    Instant gone = Instant.now();
    update("UPDATE QRTZ_JOB_DETAILS SET job_class_name = 'x.Gone' WHERE job_name = 'soon'");

    SeenIncident drift = opened(DRIFT, "soon");
    SeenIncident missed = opened("not_started", "soon");
    FaultBook.jar(Fault.Q1)
        .said("scheduler_drift, before the job is due", gone, drift.openedAt(), MINUTE)
        .said(
            "not_started, after the deadline",
            night.begin().plusSeconds(12),
            missed.openedAt(),
            Duration.ofSeconds(5));
    nightjar.kill();
    nightjar.start();
    resolved(DRIFT, "soon", "recovered");
    FaultBook.jar(Fault.Q1).so("repaired by a restart");
    assertThat(Seen.incident(nightjar, DRIFT, "other")).isEmpty();
  }

  @Test
  @Provokes(Fault.Q4)
  void job_data_that_cannot_be_read() throws Exception {
    Night night = night(90);
    night.job("soon", night.begin(), TRUE).write(folder);
    nightjar.start();
    awaitFiring();
    Instant unreadable = Instant.now();
    // As the text of properties, an escape that ends nowhere.
    update("UPDATE QRTZ_TRIGGERS SET job_data = '\\x5c755a5a5a5a'");

    SeenIncident silent = opened(SILENT, "the scheduler");
    SeenIncident missed = opened("not_started", "soon");
    FaultBook.jar(Fault.Q4)
        .said("scheduler_silent", unreadable, silent.openedAt(), TWO_MINUTES)
        .said(
            "not_started for each job that is due",
            night.begin().plusSeconds(12),
            missed.openedAt(),
            Duration.ofSeconds(5));
  }

  @Test
  @Provokes(Fault.Q8)
  void hung_jobs_that_hold_all_threads() throws Exception {
    Night night = night(75).with("scheduler.threads: 2");
    Instant begin = night.begin();
    String hang = "command: {run: [sleep, \"1000\"]}";
    night
        .job("hung-1", begin, hang)
        .job("hung-2", begin, hang)
        .job("victim", begin.plusSeconds(5), TRUE)
        .write(folder);
    nightjar.start();
    awaitFiring();

    SeenIncident overdue = opened("overdue", "hung-1");
    SeenIncident victim = opened("not_started", "victim");
    SeenIncident silent = opened(SILENT, "the scheduler's threads");
    FaultBook.jar(Fault.Q8)
        .said(
            "overdue for the hung jobs",
            begin.plusSeconds(15),
            overdue.openedAt(),
            Duration.ofSeconds(5))
        .said(
            "not_started for the waiting job",
            begin.plusSeconds(17),
            victim.openedAt(),
            Duration.ofSeconds(5))
        .said("scheduler_silent", begin, silent.openedAt(), TWO_MINUTES);
  }

  @Test
  @Provokes(Fault.Q10)
  void a_paused_group() throws Exception {
    Night night = night(75);
    night.job("later", inTwoHours(), TRUE).job("latest", inTwoHours(), TRUE).write(folder);
    nightjar.start();
    awaitFiring();
    Instant paused = Instant.now();
    update(
        "INSERT INTO QRTZ_PAUSED_TRIGGER_GRPS (sched_name, trigger_group) VALUES ('nightjar', 'scheduled')");
    update("UPDATE QRTZ_TRIGGERS SET trigger_state = 'PAUSED' WHERE trigger_group = 'scheduled'");

    SeenIncident drift = opened(DRIFT, "later");
    FaultBook.jar(Fault.Q10)
        .said("scheduler_drift of each job, in one message", paused, drift.openedAt(), MINUTE);
    until(LONG, () -> !slack.messages().isEmpty());
    assertThat(nightjar.post("/api/scheduler/repair", "").statusCode()).isEqualTo(200);
    resolved(DRIFT, "later", "recovered");
    resolved(DRIFT, "latest", "recovered");
    assertThat(slack.messages().stream().filter(message -> !message.isReply()))
        .singleElement()
        .satisfies(message -> assertThat(message.asText()).contains("later", "latest"));
    FaultBook.jar(Fault.Q10).so("repaired by POST /api/scheduler/repair");
    assertThat(database
            .jdbc()
            .sql("SELECT trigger_state FROM QRTZ_TRIGGERS")
            .query(String.class)
            .list())
        .doesNotContain("PAUSED");
  }

  @Test
  @Provokes(Fault.Q11)
  void a_scheduler_that_is_told_not_to_start() throws Exception {
    night(75).job("later", inTwoHours(), TRUE).write(folder);
    nightjar.start("--spring.quartz.auto-startup=false");
    Instant started = Instant.now();

    SeenIncident drift = opened(DRIFT, "the scheduler");
    SeenIncident silent = opened(SILENT, "the scheduler");
    FaultBook.jar(Fault.Q11)
        .said("scheduler_drift", started, drift.openedAt(), TWO_MINUTES)
        .said("scheduler_silent", started, silent.openedAt(), TWO_MINUTES);
    assertThat(List.of(503, 200))
        .containsExactly(
            nightjar.get("/actuator/health").statusCode(),
            nightjar.get("/actuator/health/liveness").statusCode());
  }
}
