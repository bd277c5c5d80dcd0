package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.instance.SchedulerState;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunQuery;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.retention.LedgerRetention;
import io.nightjar.watchdog.check.CanaryCheckTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the canary leaves in the ledger. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class CanaryRowsTest {

  @Parameter
  Databases databases;

  private Nights nights;

  @BeforeEach
  void setUp() {
    nights = new Nights(databases.create(), CanaryCheckTest.withCanary());
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  @Test
  void it_is_kept_for_a_day_and_what_others_leave_for_longer() {
    nights.fire(Nights.NIGHT);
    new StandInScheduler(nights, "nightjar-1", SchedulerState.STARTED)
        .fires(true)
        .pass(Duration.ofMinutes(5));
    assertThat(count("run")).isEqualTo(10);
    assertThat(count("heartbeat")).isEqualTo(30);
    Instant last = nights.now();

    nights.at(last.plus(Nights.DAY).minusSeconds(60));
    nights.step();
    assertThat(count("run")).isEqualTo(3);
    assertThat(count("heartbeat")).isEqualTo(9);

    nights.at(last.plus(Nights.DAY).plusSeconds(3_600));
    nights.step();
    assertThat(count("run")).isZero();
    assertThat(count("heartbeat")).isZero();
    assertThat(found(JobCatalogue.CANARY, Instant.EPOCH, nights.now().minus(Nights.DAY)))
        .isEmpty();
    assertThat(nights.runs().answering("job", Nights.NIGHT)).hasSize(1);
  }

  @Test
  void a_portion_after_the_other_is_removed() {
    nights.step();
    nights.at(nights.now().plus(Duration.ofDays(3)));
    LedgerRetention rows = nights.world().get(LedgerRetention.class);
    int before = found(JobCatalogue.CANARY, Instant.EPOCH, nights.now()).size();

    assertThat(rows.removeCanary(nights.now(), nights.now(), 40)).isTrue();
    assertThat(found(JobCatalogue.CANARY, Instant.EPOCH, nights.now())).hasSize(before - 40);
    assertThat(rows.removeCanary(nights.now(), nights.now(), 40)).isFalse();
    assertThat(found(JobCatalogue.CANARY, Instant.EPOCH, nights.now())).hasSize(1);
  }

  @Test
  void days_of_downtime_leave_no_thousands_of_rows() {
    nights.restart(nights.now().plus(Duration.ofDays(3)), CanaryCheckTest.withCanary());
    nights.step();

    assertThat(found(JobCatalogue.CANARY, Instant.EPOCH, nights.now())).hasSizeLessThan(60);
    assertThat(found(JobCatalogue.CANARY, nights.now(), nights.now().plusSeconds(61)))
        .hasSize(2);
    assertThat(found("job", Instant.EPOCH, nights.now())).hasSize(3);
  }

  @Test
  void it_is_listed_only_when_it_is_asked_for() {
    Instant to = nights.now().plus(Duration.ofDays(1));

    assertThat(found(null, Instant.EPOCH, to)).extracting(ExpectedRun::job).containsOnly("job");
    assertThat(found(JobCatalogue.CANARY, Instant.EPOCH, to)).isNotEmpty();
    JobCatalogue catalogue = nights.world().get(JobCatalogue.class);
    assertThat(catalogue.configured()).hasSize(1);
    assertThat(catalogue.listed()).hasSize(1);
    assertThat(catalogue.jobs()).hasSize(2);
  }

  private List<ExpectedRun> found(String job, Instant from, Instant to) {
    return nights
        .world()
        .get(ExpectedRunRepository.class)
        .find(new ExpectedRunQuery(from, to, job, null, 10_000));
  }

  private long count(String table) {
    return nights
        .world()
        .database()
        .jdbc()
        .sql("SELECT COUNT(*) FROM " + table + " WHERE job = ?")
        .param(JobCatalogue.CANARY)
        .query(Long.class)
        .single();
  }
}
