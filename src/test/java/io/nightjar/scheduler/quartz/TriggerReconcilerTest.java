package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static io.nightjar.runner.Jobs.anExternalJob;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.job.Job;
import io.nightjar.ledger.trigger.StoredTrigger;
import io.nightjar.ledger.trigger.StoredTriggerRepository;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.impl.matchers.GroupMatcher;

class TriggerReconcilerTest extends DatabaseFixture {

  private static final Instant NOW = Instant.now();

  private static SchedulerProcess process;

  @BeforeParameterizedClassInvocation
  static void start() {
    process = SchedulerProcess.idle(
        database,
        new ScriptedRunnerFactory(),
        aJob("one", "0 5 0 * * *"),
        aJob("two", "30 1 * * *"),
        anExternalJob("elsewhere", "0 0 4 * * *"));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    process.close();
  }

  @BeforeEach
  void reconcileOnce() {
    reconcile();
  }

  @Test
  void each_job_that_runs_here_has_one_trigger_in_plain_columns() {
    assertThat(stored().all())
        .extracting(
            StoredTrigger::name,
            StoredTrigger::state,
            StoredTrigger::expression,
            StoredTrigger::zone)
        .containsExactlyInAnyOrder(
            tuple("one", "WAITING", "0 5 0 * * *", "Europe/London"),
            tuple("two", "WAITING", "30 1 * * *", "Europe/London"));
    assertThat(count("QRTZ_BLOB_TRIGGERS")).isZero();
  }

  @Test
  void no_job_data_is_stored_but_the_comment_that_java_writes_into_empty_properties() {
    assertThat(database
            .jdbc()
            .sql(
                "SELECT job_data FROM QRTZ_JOB_DETAILS UNION ALL SELECT job_data FROM QRTZ_TRIGGERS")
            .query((row, number) -> row.getBytes(1))
            .list())
        .allSatisfy(
            data -> assertThat(data == null ? "" : new String(data, UTF_8)).matches("(#.*\\s*)*"));
  }

  @Test
  void what_is_right_is_left_alone_even_when_it_is_due() {
    long due = NOW.minusSeconds(20).toEpochMilli();
    update("UPDATE QRTZ_TRIGGERS SET next_fire_time = " + due + " WHERE trigger_name = 'one'");
    update("UPDATE QRTZ_TRIGGERS SET description = 'untouched'");

    reconcile();

    assertThat(process.trigger("one").nextFire()).isEqualTo(Instant.ofEpochMilli(due));
    assertThat(count("QRTZ_TRIGGERS WHERE description = 'untouched'")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ERROR", "PAUSED", "BLOCKED", "PAUSED_BLOCKED", "ACQUIRED", "COMPLETE"})
  void a_trigger_that_would_not_fire_is_repaired(String state) {
    update("UPDATE QRTZ_TRIGGERS SET trigger_state = '" + state + "' WHERE trigger_name = 'one'");

    reconcile();

    assertThat(process.trigger("one").state()).isEqualTo("WAITING");
    assertThat(process.trigger("one").nextFire()).isAfter(NOW);
  }

  @Test
  void a_paused_group_is_resumed_and_its_new_triggers_are_not_born_paused() throws Exception {
    process
        .get(org.springframework.transaction.support.TransactionTemplate.class)
        .executeWithoutResult(status -> pauseAll());
    assertThat(process.trigger("one").state()).isEqualTo("PAUSED");
    update("DELETE FROM QRTZ_SIMPROP_TRIGGERS WHERE trigger_name = 'two'");
    update("DELETE FROM QRTZ_TRIGGERS WHERE trigger_name = 'two'");

    reconcile();

    assertThat(process.trigger("one").state()).isEqualTo("WAITING");
    assertThat(process.trigger("two").state()).isEqualTo("WAITING");
    assertThat(count("QRTZ_PAUSED_TRIGGER_GRPS")).isZero();
  }

  private void pauseAll() {
    try {
      process.scheduler().pauseTriggers(GroupMatcher.groupEquals("scheduled"));
      process.scheduler().pauseAll();
    } catch (org.quartz.SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_job_class_that_is_gone_and_the_error_it_caused_are_repaired_together() {
    update("UPDATE QRTZ_JOB_DETAILS SET job_class_name = 'x.Gone'");
    update("UPDATE QRTZ_TRIGGERS SET trigger_state = 'ERROR'");

    reconcile();

    assertThat(count("QRTZ_JOB_DETAILS WHERE job_class_name = 'x.Gone'")).isZero();
    assertThat(stored().all()).extracting(StoredTrigger::state).containsOnly("WAITING");
  }

  @Test
  void a_trigger_without_its_schedule_is_made_anew() {
    update("DELETE FROM QRTZ_SIMPROP_TRIGGERS WHERE trigger_name = 'one'");

    reconcile();

    assertThat(process.trigger("one").expression()).isEqualTo("0 5 0 * * *");
  }

  @Test
  @Provokes(Fault.Q12)
  void a_changed_cron_takes_effect_and_a_removed_job_is_not_fired_any_more() {
    Job changed = aJob("one", "0 45 23 * * *");
    try (var next = SchedulerProcess.idle(
        database, new ScriptedRunnerFactory(), changed, anExternalJob("two", "@daily"))) {
      next.get(TriggerReconciler.class).reconcile(NOW);
    }

    assertThat(process.trigger("one").expression()).isEqualTo("0 45 23 * * *");
    assertThat(process.trigger("one").nextFire()).isEqualTo(changed.schedule().next(NOW));
    assertThat(stored().all()).hasSize(1);
    assertThat(stored().jobs()).containsExactly("one");
    FaultBook.room(Fault.Q12).so("the configuration wins at the next start");
  }

  @Test
  void data_that_stops_the_whole_scheduler_is_thrown_away() {
    database
        .jdbc()
        .sql("UPDATE QRTZ_TRIGGERS SET job_data = ? WHERE trigger_name = 'one'")
        .param(new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 1})
        .update();
    assertThat(process.trigger("one").target().readable()).isFalse();

    reconcile();

    assertThat(process.trigger("one").target().readable()).isTrue();
  }

  @Test
  void a_drifted_next_fire_time_is_put_right() {
    update(
        "UPDATE QRTZ_TRIGGERS SET next_fire_time = next_fire_time + 86400000 WHERE trigger_name = 'one'");

    reconcile();

    assertThat(process.trigger("one").nextFire())
        .isEqualTo(aJob("one", "0 5 0 * * *").schedule().next(NOW));
  }

  @Test
  void two_instances_may_start_together() throws Exception {
    Job[] jobs =
        IntStream.range(0, 20).mapToObj(n -> aJob("job" + n, n + " 3 * * *")).toArray(Job[]::new);
    var together = new CyclicBarrier(2);
    var threads = Executors.newFixedThreadPool(2);
    try (var one = SchedulerProcess.idle(database, new ScriptedRunnerFactory(), jobs);
        var other = SchedulerProcess.idle(database, new ScriptedRunnerFactory(), jobs)) {
      var first = threads.submit(() -> reconcile(one, together));
      var second = threads.submit(() -> reconcile(other, together));
      first.get(60, TimeUnit.SECONDS);
      second.get(60, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }

    assertThat(stored().all()).hasSize(20).extracting(StoredTrigger::state).containsOnly("WAITING");
  }

  private static Void reconcile(SchedulerProcess process, CyclicBarrier together) throws Exception {
    together.await();
    process.get(TriggerReconciler.class).reconcile(NOW);
    return null;
  }

  private void reconcile() {
    process.get(TriggerReconciler.class).reconcile(NOW);
  }

  private StoredTriggerRepository stored() {
    return process.get(StoredTriggerRepository.class);
  }
}
