package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static io.nightjar.runner.Jobs.anExternalJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.Job;
import io.nightjar.rehearsal.Rehearsal;
import io.nightjar.rehearsal.RehearsalReport;
import io.nightjar.rehearsal.RehearsalReport.Result;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.MissingClassLoader;
import io.nightjar.scheduler.SchedulerProcess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuartzRehearsalTest extends RehearsalFixture {

  private static final String EVERY_SECOND = "* * * * * *";

  private RehearsalReport rehearse(Job... jobs) throws InterruptedException {
    try (var process = SchedulerProcess.idle(database, kind, jobs)) {
      return process.get(Rehearsal.class).rehearse("1.2.3", false);
    }
  }

  private static Result only(RehearsalReport report) {
    assertThat(report.jobs()).hasSize(1);
    return report.jobs().get(0);
  }

  @Test
  void each_job_is_taken_to_the_point_where_its_body_would_begin() throws Exception {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Job[] jobs =
        IntStream.range(0, 40).mapToObj(i -> aJob("job-" + i, NIGHTLY)).toArray(Job[]::new);
    for (Job job : jobs) {
      kind.whenRehearsed(job.name(), context -> {
        threads.add(Thread.currentThread().getName());
        context.checked(context.job().name() + " is there");
      });
    }

    RehearsalReport report = rehearse(jobs);

    assertThat(report.ok()).isTrue();
    assertThat(report.version()).isEqualTo("1.2.3");
    assertThat(report.jobs()).extracting(Result::job).containsExactly(names(jobs));
    assertThat(report.jobs()).allSatisfy(result -> {
      assertThat(result.kind()).isEqualTo("scripted");
      assertThat(result.checked()).containsExactly(result.job() + " is there");
    });
    assertThat(threads).allMatch(name -> name.startsWith("nightjar-rehearsal"));
  }

  private static String[] names(Job... jobs) {
    return List.of(jobs).stream().map(Job::name).toArray(String[]::new);
  }

  @Test
  void a_job_that_runs_elsewhere_has_nothing_to_rehearse() throws Exception {
    Result result = only(rehearse(anExternalJob("etl", NIGHTLY)));

    assertThat(result.ok()).isTrue();
    assertThat(result.kind()).isEqualTo("elsewhere");
    assertThat(result.checked()).containsExactly("runs elsewhere: nothing to rehearse");
  }

  @Test
  void whatever_is_thrown_is_the_cause_of_that_job_alone() throws Exception {
    kind.whenMade("missing", job -> {
      try {
        Class<?> loaded = new MissingClassLoader(Needed.class).loadClass(Needy.class.getName());
        var constructor = loaded.getDeclaredConstructor();
        constructor.setAccessible(true);
        constructor.newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      throw new AssertionError("it was found");
    });
    kind.whenRehearsed("error", context -> {
      throw new StackOverflowError();
    });
    kind.whenRehearsed("said", context -> {
      throw new CannotStartException("there is no program nightly");
    });

    RehearsalReport report = rehearse(
        aJob("missing", NIGHTLY),
        aJob("fine", NIGHTLY),
        aJob("error", NIGHTLY),
        aJob("said", NIGHTLY));

    Map<String, String> causes = new TreeMap<>();
    report.failures().forEach(result -> causes.put(result.job(), result.cause()));
    assertThat(causes.keySet()).containsExactly("error", "missing", "said");
    assertThat(causes.get("error")).startsWith("StackOverflowError");
    assertThat(causes.get("missing")).contains("ClassNotFoundException: " + Needed.class.getName());
    assertThat(causes.get("said")).isEqualTo("there is no program nightly");
  }

  /** Loaded without {@link Needed}. */
  static final class Needy {
    Needy() {
      new Needed();
    }
  }

  static final class Needed {}

  @Test
  void no_row_of_the_real_store_is_touched_and_nothing_is_run_that_comes_due_meanwhile()
      throws Exception {
    AtomicInteger turns = new AtomicInteger();
    CountDownLatch aSecondAndMore = new CountDownLatch(1);
    kind.whenRehearsed("often", context -> {
      turns.incrementAndGet();
      aSecondAndMore.await(1_500, java.util.concurrent.TimeUnit.MILLISECONDS);
    });
    Map<String, Long> before = quartzRows();

    RehearsalReport report = rehearse(aJob("often", EVERY_SECOND));

    assertThat(report.ok()).isTrue();
    assertThat(turns).hasValue(1);
    assertThat(quartzRows()).isEqualTo(before);
  }

  @Test
  void a_rehearsal_beside_the_real_scheduler_leaves_it_on_its_own_database() throws Exception {
    try (var process = SchedulerProcess.start(database, kind, aJob("nightly", NIGHTLY))) {
      Map<String, Long> before = quartzRows();
      for (int i = 0; i < 3; i++) {
        assertThat(process.get(Rehearsal.class).rehearse("1", false).ok()).isTrue();
      }
      assertThat(quartzRows()).isEqualTo(before);
      assertThat(process.scheduler().checkExists(TriggerGroup.SCHEDULED.trigger("nightly")))
          .isTrue();
      assertThat(process.scheduler().isInStandbyMode()).isFalse();
    }
  }

  @Test
  void a_store_that_cannot_be_made_keeps_every_job_from_its_start() throws Exception {
    Map<String, Object> broken =
        Map.of("spring.quartz.properties.org.quartz.jobStore.driverDelegateClass", "x.Gone");
    try (var process = SchedulerProcess.idle(database, kind)) {
      assertThat(process.get(Rehearsal.class).rehearse("1", false).jobs()).isEmpty();
    }
    assertThat(causesWith(broken)).hasSize(2).allMatch(cause -> cause.contains("x.Gone"));
  }

  /** The real scheduler would not start with these, so they are given to the rehearsal alone. */
  private List<String> causesWith(Map<String, Object> properties) throws InterruptedException {
    try (var process =
        SchedulerProcess.idle(database, kind, aJob("one", NIGHTLY), aJob("other", NIGHTLY))) {
      var quartz =
          process.get(org.springframework.boot.quartz.autoconfigure.QuartzProperties.class);
      properties.forEach((key, value) -> quartz
          .getProperties()
          .put(key.replace("spring.quartz.properties.", ""), value.toString()));
      return process.get(Rehearsal.class).rehearse("1", false).failures().stream()
          .map(Result::cause)
          .toList();
    }
  }

  private static Map<String, Long> quartzRows() {
    Map<String, Long> rows = new TreeMap<>();
    for (String table : List.of(
        "QRTZ_JOB_DETAILS",
        "QRTZ_TRIGGERS",
        "QRTZ_SIMPROP_TRIGGERS",
        "QRTZ_SIMPLE_TRIGGERS",
        "QRTZ_PAUSED_TRIGGER_GRPS",
        "QRTZ_LOCKS")) {
      rows.put(table, count(table));
    }
    return rows;
  }
}
