package io.nightjar.watchdog.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.nightjar.Databases;
import io.nightjar.config.ConfigurationRead;
import io.nightjar.config.Yaml;
import io.nightjar.ledger.retention.LedgerRetention;
import io.nightjar.platform.sql.SqlTime;
import io.nightjar.watchdog.Nights;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is removed, when, and what never is. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class RetentionTest {

  private static final Duration YEAR = Duration.ofDays(400);

  @Parameter
  Databases databases;

  private Nights nights;

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), Nights.oneJob());
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  @Test
  void a_night_is_kept_for_400_days_and_its_heartbeats_for_90() {
    nights.succeed(Nights.NIGHT);

    afterwards(Nights.NIGHT.plus(Duration.ofDays(90)));
    assertThat(count("heartbeat")).isEqualTo(3);
    afterwards(Nights.NIGHT.plus(Duration.ofDays(90)).plus(Duration.ofHours(1)));
    assertThat(count("heartbeat")).isZero();
    assertThat(count("run")).isOne();

    afterwards(Nights.NIGHT.plus(YEAR));
    assertThat(count("run")).isOne();
    assertThat(occurrences()).contains(Nights.NIGHT);
    afterwards(Nights.NIGHT.plus(YEAR).plus(Duration.ofHours(1)));
    assertThat(count("run")).isZero();
    assertThat(occurrences()).doesNotContain(Nights.NIGHT);
  }

  @Test
  void what_is_open_stays_with_all_that_is_said_of_it() {
    nights.at(Nights.NIGHT);
    nights.runs().started(nights.fire(Nights.NIGHT).id(), nights.now(), "scheduler");
    nights.passUntil(Nights.NIGHT.plus(Duration.ofHours(2)).plusSeconds(1));
    assertThat(nights.incident().kind().word()).isEqualTo("overdue");
    deliverAll();
    long heartbeats = count("heartbeat");
    long messages = count("notification");
    assertThat(messages).isPositive();

    afterwards(Nights.NIGHT.plus(YEAR).plus(Nights.DAY.multipliedBy(2)));

    assertThat(nights.incidents(true)).anyMatch(it -> Nights.NIGHT.equals(it.occurrence()));
    assertThat(occurrences()).contains(Nights.NIGHT);
    assertThat(count("run")).isOne();
    assertThat(count("heartbeat")).isEqualTo(heartbeats);
    assertThat(count("notification")).isGreaterThanOrEqualTo(messages);
  }

  @Test
  void what_is_owed_stays_and_an_incident_stays_as_long_as_its_messages() {
    nights.missTheNight();
    nights.succeedByHand();
    assertThat(nights.incidents(true)).isEmpty();
    Instant later = nights.now().plus(YEAR).plus(Nights.DAY.multipliedBy(2));

    afterwards(later);
    assertThat(count("notification WHERE sent_at IS NULL")).isGreaterThanOrEqualTo(2);
    assertThat(occurrences()).contains(Nights.NIGHT);
    assertThat(count("incident WHERE resolved_at < CURRENT_TIMESTAMP")).isPositive();

    long first = nights.incidents(false).stream()
        .filter(it -> Nights.NIGHT.equals(it.occurrence()))
        .findFirst()
        .orElseThrow()
        .id();
    deliverAll();
    afterwards(later.plus(Duration.ofHours(1)));
    assertThat(count("notification WHERE incident = " + first)).isZero();
    assertThat(count("incident WHERE id = " + first)).isZero();
    assertThat(occurrences()).doesNotContain(Nights.NIGHT);
    assertThat(count("run")).isZero();
  }

  @Test
  void a_thread_that_goes_on_in_another_incident_stays_whole() {
    nights.missTheNight();
    deliverAll();
    String thread = "SELECT thread FROM incident WHERE resolved_at IS NOT NULL";
    nights.world().database().jdbc().sql("""
        INSERT INTO incident (job, kind, occurrence, opened_at, resolved_at, thread, notified, reminders)
        SELECT job, 'not_started', occurrence, opened_at, opened_at, thread, TRUE, 0 FROM incident
        """).update();

    afterwards(Nights.NIGHT.plus(YEAR).plus(Nights.DAY.multipliedBy(2)));

    assertThat(count("incident WHERE resolved_at = opened_at")).isOne();
    assertThat(count("notification WHERE id IN (" + thread + ")")).isOne();
  }

  @Test
  void a_clock_that_is_a_year_ahead_of_the_databases_takes_nothing_with_it() {
    nights.succeed(Nights.NIGHT);
    Instant right = Nights.NIGHT.plus(Nights.DAY);
    nights.restart(right, Nights.oneJob());
    nights.world().databaseClock();
    nights.at(right.plus(YEAR));
    nights.settledStep();

    assertThat(count("run")).isOne();
    assertThat(count("heartbeat")).isEqualTo(3);
  }

  @Test
  void the_latest_occurrence_of_a_job_stays_however_old_it_is() {
    nights.succeed(Nights.NIGHT);
    LedgerRetention ledger = nights.world().get(LedgerRetention.class);
    Instant beforeTheNext = Nights.NIGHT.plus(Nights.DAY).minusSeconds(1);

    ledger.removeExpectedRuns(beforeTheNext, beforeTheNext, 500);
    assertThat(occurrences()).contains(Nights.NIGHT);
    assertThat(count("run")).isOne();

    Instant next = Nights.NIGHT.plus(Nights.DAY);
    ledger.removeExpectedRuns(next, next, 500);
    assertThat(occurrences()).doesNotContain(Nights.NIGHT);
    assertThat(count("run")).isZero();
  }

  @Test
  void old_rows_are_removed_a_portion_after_the_other() {
    for (int i = 0; i < 5; i++) {
      Instant night = Nights.NIGHT.plus(Nights.DAY.multipliedBy(i));
      nights.succeed(night);
    }
    Instant now = Nights.NIGHT.plus(Nights.DAY.multipliedBy(5));
    LedgerRetention ledger = nights.world().get(LedgerRetention.class);

    assertThat(ledger.removeHeartbeats(now, 10)).isTrue();
    assertThat(count("heartbeat")).isEqualTo(5);
    assertThat(ledger.removeHeartbeats(now, 10)).isFalse();
    assertThat(count("heartbeat")).isZero();
    assertThat(ledger.removeExpectedRuns(now, now, 3)).isTrue();
    assertThat(count("run")).isEqualTo(2);
    assertThat(ledger.removeExpectedRuns(now, now, 3)).isFalse();
    assertThat(count("run")).isZero();
  }

  @Test
  void how_much_there_is_and_from_when_is_measured() {
    nights.succeed(Nights.NIGHT);
    afterwards(Nights.NIGHT.plus(Nights.DAY));

    assertThat(gauge("nightjar.table.rows", "run")).isOne();
    assertThat(gauge("nightjar.table.rows", "heartbeat")).isEqualTo(3);
    assertThat(gauge("nightjar.table.oldest.timestamp", "expected_run"))
        .isEqualTo(Nights.NIGHT.getEpochSecond());
    assertThat(gauge("nightjar.table.oldest.timestamp", "heartbeat"))
        .isEqualTo(Nights.NIGHT.getEpochSecond());
  }

  @Test
  void less_than_nightjar_itself_looks_back_on_is_refused() {
    Duration day = Nights.DAY;

    assertThat(refused(day.multipliedBy(35), day, day.multipliedBy(7))).isEmpty();
    assertThat(refused(
            day.multipliedBy(35).minusNanos(1),
            day.minusNanos(1),
            day.multipliedBy(7).minusNanos(1)))
        .containsExactlyInAnyOrder(
            "expected-runs: write at least 35d",
            "heartbeats: write at least 1d",
            "notifications: write at least 7d");
  }

  private static List<String> refused(
      Duration expectedRuns, Duration heartbeats, Duration notifications) {
    String prefix = "nightjar.retention.";
    Yaml yaml = Yaml.yaml("")
        .property(prefix + "expected-runs", expectedRuns.toString())
        .property(prefix + "heartbeats", heartbeats.toString())
        .property(prefix + "notifications", notifications.toString());
    return ConfigurationRead.problems(yaml, List.of(RetentionProperties.class), List.of()).stream()
        .map(problem -> problem.key().replace(prefix, "") + ": " + problem.remedy())
        .toList();
  }

  /** The watchdog comes back at an instant: nothing of the time between is walked through. */
  private void afterwards(Instant when) {
    nights.restart(when, Nights.oneJob());
    nights.settledStep();
  }

  private void deliverAll() {
    nights
        .world()
        .database()
        .jdbc()
        .sql("UPDATE notification SET message_id = id, sent_at = :now, update_due_at = NULL"
            + " WHERE sent_at IS NULL AND created_at <= :now")
        .param("now", SqlTime.bind(Nights.NIGHT.plus(Nights.DAY)))
        .update();
  }

  private List<Instant> occurrences() {
    return nights
        .world()
        .database()
        .jdbc()
        .sql("SELECT occurrence FROM expected_run")
        .query((row, i) -> SqlTime.read(row, "occurrence"))
        .list();
  }

  private double gauge(String name, String table) {
    return nights
        .world()
        .get(MeterRegistry.class)
        .get(name)
        .tag("table", table)
        .gauge()
        .value();
  }

  private long count(String of) {
    return nights
        .world()
        .database()
        .jdbc()
        .sql("SELECT COUNT(*) FROM " + of)
        .query(Long.class)
        .single();
  }
}
