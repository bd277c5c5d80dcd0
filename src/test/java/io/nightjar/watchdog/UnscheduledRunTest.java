package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.DAY;
import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs by hand after a night that was met: they answer none, and what goes wrong with them is told all the same. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class UnscheduledRunTest {

  @Parameter
  Databases vendor;

  private Nights nights;

  @BeforeEach
  void a_night_is_met() {
    nights = new Nights(vendor.create(), Nights.oneJob());
    nights.passUntil(NIGHT);
    nights.ping(HeartbeatKind.SUCCEEDED, null);
    nights.jumpTo(NIGHT.plus(Duration.ofHours(9)));
    assertThat(nights.told()).noneMatch(it -> it.contains("job"));
  }

  @AfterEach
  void close() {
    nights.close();
  }

  private Run begin() {
    Run run = nights.request();
    assertThat(run.occurrence()).isNull();
    nights.ownership().take(run.id(), ME);
    nights.runs().started(run.id(), nights.now(), "scheduler");
    nights.step();
    return run;
  }

  private void end(Run run, RunResult finish) {
    nights.runs().finish(run.id(), finish, nights.now(), "scheduler");
    nights.step();
  }

  @Test
  void its_failure_is_told_and_who_asked_for_it() {
    Run run = begin();
    end(run, RunResult.failed("disk full", null));

    assertThat(nights.told()).last().isEqualTo("opened: [test] job failed");
    assertThat(nights.lastText()).contains("disk full (re-run by alice)");
    Incident incident = nights.incident();
    assertThat(incident.kind()).isEqualTo(IncidentKind.FAILED);
    assertThat(incident.occurrence()).isNull();
    assertThat(incident.run()).isEqualTo(run.id());
  }

  @Test
  void a_second_failure_is_told_in_its_thread_and_a_success_by_hand_ends_it() {
    end(begin(), RunResult.failed("disk full", null));
    end(begin(), RunResult.failed("disk still full", null));
    assertThat(nights.told()).last().isEqualTo("again: [test] job failed again");
    assertThat(nights.incidents(true)).hasSize(1);

    Run run = begin();
    nights.at(nights.now().plusSeconds(30));
    end(run, RunResult.succeeded(null));

    assertThat(nights.told()).last().isEqualTo("resolved: [test] job is done");
    assertThat(nights.incidents(false).get(0).ending().resolution())
        .isEqualTo(Resolution.MANUAL_RUN);
    assertThat(nights.world().get(CatalogueSync.class).find("job").orElseThrow().dataAsOf())
        .as("it answers no occurrence")
        .isEqualTo(NIGHT);
  }

  @Test
  void the_next_night_that_is_met_ends_it() {
    end(begin(), RunResult.failed("disk full", null));

    nights.jumpTo(NIGHT.plus(DAY).plusSeconds(60));
    nights.ping(HeartbeatKind.SUCCEEDED, null);
    nights.step();

    assertThat(nights.incidents(true)).isEmpty();
    assertThat(nights.told())
        .last()
        .isEqualTo("resolved: [test] job was made up for by a later run");
    assertThat(nights.lastText()).doesNotContain("was not run");
  }

  @Test
  void it_is_overdue_from_its_own_start() {
    begin();
    nights.passUntil(nights.now().plus(Duration.ofHours(2)));
    assertThat(nights.incidents(true)).isEmpty();

    nights.passUntil(nights.now().plusSeconds(5));

    assertThat(nights.incident().kind()).isEqualTo(IncidentKind.OVERDUE);
  }

  @Test
  void who_cancels_it_is_not_told_that_it_failed() {
    end(begin(), new RunResult(Outcome.CANCELLED, "cancelled by alice", null, null));

    assertThat(nights.incidents(true)).isEmpty();
  }
}
