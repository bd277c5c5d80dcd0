package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.FollowUpFixture;
import io.nightjar.incident.Incident;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What is told of a run that ends badly, and that it is seen. */
@ParameterizedClass(name = "{0}")
@EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
class ToldOutcomesTest {

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

  private Run begin() {
    nights.at(Nights.NIGHT);
    Run run = nights.fire(Nights.NIGHT);
    nights.runs().started(run.id(), nights.now(), "scheduler");
    return run;
  }

  private void end(Run run, RunResult finish) {
    nights.runs().finish(run.id(), finish, nights.now(), "scheduler");
    nights.step();
  }

  @Test
  void a_failure_after_the_deadline_is_told_in_the_thread_and_to_the_whole_channel() {
    Run run = begin();
    nights.passUntil(Nights.NIGHT.plus(Duration.ofHours(2)).plusSeconds(5));
    assertThat(nights.told()).containsExactly("opened: [test] job has not finished in time");

    end(run, RunResult.failed("exit status 3", null));

    assertThat(nights.lastMessage().headline()).isEqualTo("[test] job failed");
    assertThat(nights.last().threadOf()).isEqualTo(nights.notifications().get(0).id());
    assertThat(nights.lastMessage().urgent()).isTrue();
    assertThat(nights.incident().kind().word()).isEqualTo("failed");
  }

  @Test
  void what_a_person_has_cancelled_is_no_breakdown() {
    end(begin(), new RunResult(Outcome.CANCELLED, "cancelled by alice", null, null));

    assertThat(nights.lastMessage().headline()).isEqualTo("[test] job was cancelled");
    assertThat(nights.lastText())
        .contains("What happened: cancelled by alice")
        .contains("start it there when wanted")
        .doesNotContain("ix the cause");
  }

  @Test
  void a_reminder_that_a_clock_put_off_while_it_was_ahead_is_decided_anew() {
    nights.missTheNight();
    Instant now = nights.now();
    Incident incident = nights.incident();
    Incident putOff =
        incident.withFollowUp(incident.followUp().dueAt(now.plus(Duration.ofHours(9))));

    lookedAfter(putOff, now.plus(Duration.ofHours(1)));
    assertThat(claimed(now)).extracting(Incident::id).containsExactly(incident.id());
    lookedAfter(putOff, now);
    assertThat(claimed(now)).isEmpty();
  }

  private void lookedAfter(Incident incident, Instant setAt) {
    FollowUpFixture.update(nights.world(), incident, setAt);
  }

  private List<Incident> claimed(Instant now) {
    return Objects.requireNonNull(nights
        .world()
        .get(TransactionTemplate.class)
        .execute(status -> FollowUpFixture.claim(nights.world(), now)));
  }
}
