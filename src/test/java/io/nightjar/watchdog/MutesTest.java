package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.DAY;
import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.MuteService;
import io.nightjar.incident.mute.Mute;
import io.nightjar.incident.mute.MuteCalendar;
import io.nightjar.incident.mute.RejectedRequestException;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows in which incidents are recorded and not announced. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class MutesTest {

  private static final Instant OPENED = NIGHT.plusSeconds(601);

  @Parameter
  Databases databases;

  private Nights nights;
  private MuteService desk;

  @BeforeEach
  void setUp() {
    begin(Map.of());
  }

  private void begin(Map<String, Object> more) {
    nights = new Nights(databases.create(), Nights.with(Nights.oneJob(), more));
    desk = nights.world().get(MuteService.class);
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private Mute mute(@Nullable List<String> jobs, Instant to) {
    return desk.mute(jobs, nights.now(), to, "the database moves", "alice", null, nights.now());
  }

  private boolean isMarked() {
    return nights
        .world()
        .get(ExpectedRunRepository.class)
        .find("job", NIGHT)
        .orElseThrow()
        .muted();
  }

  @Test
  void what_goes_wrong_is_recorded_and_not_announced_until_the_mute_ends() {
    mute(List.of("job"), NIGHT.plus(Duration.ofHours(2)));
    nights.missTheNight();

    assertThat(nights.told()).isEmpty();
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MISSED);
    assertThat(isMarked()).isTrue();
    Incident incident = nights.incident();
    assertThat(incident.followUp().notified()).isFalse();
    assertThat(incident.followUp().mutedUntil()).isEqualTo(NIGHT.plus(Duration.ofHours(2)));

    nights.passUntil(NIGHT.plus(Duration.ofHours(2)).minusMillis(1));
    assertThat(nights.told()).isEmpty();
    nights.passUntil(NIGHT.plus(Duration.ofHours(2)));
    assertThat(nights.told())
        .containsExactly(
            "mute_ended: [test] job did not start: the mute has ended and it is still not done");
    assertThat(nights.last().id()).isEqualTo(incident.thread());
    assertThat(nights.last().threadOf()).isNull();
    assertThat(nights.incident().followUp().notified()).isTrue();
  }

  @Test
  void what_was_never_told_ends_in_silence() {
    mute(null, NIGHT.plus(Duration.ofHours(2)));
    nights.missTheNight();
    nights.succeedByHand();
    nights.passUntil(NIGHT.plus(Duration.ofHours(3)));

    assertThat(nights.told()).isEmpty();
    assertThat(nights.incidents(false)).hasSize(1);
    assertThat(nights.stateOf(NIGHT)).isEqualTo(ExpectedState.MET_LATE);
  }

  @Test
  void what_takes_the_place_of_what_was_not_told_starts_its_thread() {
    mute(null, NIGHT.plus(Duration.ofMinutes(30)));
    nights.missTheNight();
    nights.passUntil(NIGHT.plus(Duration.ofMinutes(29)));
    Run run = nights
        .runs()
        .fire("job", NIGHT, RunTrigger.CATCH_UP, Nights.ME, nights.now())
        .orElseThrow();
    nights.runs().started(run.id(), nights.now(), "scheduler");
    nights
        .runs()
        .finish(run.id(), RunResult.failed("exit status 3", null), nights.now(), "scheduler");
    nights.at(NIGHT.plus(Duration.ofMinutes(30)));
    nights.step();

    assertThat(nights.told()).containsExactly("opened: [test] job failed");
    assertThat(nights.last().id()).isEqualTo(nights.incident().thread());
  }

  @Test
  void what_was_told_says_who_muted_it_and_why_and_when_that_ends() {
    nights.missTheNight();
    mute(List.of("job"), OPENED.plus(Duration.ofHours(24)));
    nights.step();

    assertThat(nights.told()).hasSize(2).last().isEqualTo("muted: [test] job is muted by alice");
    assertThat(nights.lastText()).contains("Why: the database moves");
    nights.step();
    nights.jumpTo(OPENED.plus(Duration.ofHours(20)));
    assertThat(nights.told()).hasSize(2);
    nights.passUntil(OPENED.plus(Duration.ofHours(24)).plusSeconds(1));
    assertThat(nights.told())
        .contains(
            "mute_ended: [test] job did not start: the mute has ended and it is still not done");
  }

  @Test
  void the_end_of_what_was_told_is_said_also_while_it_is_muted() {
    nights.missTheNight();
    mute(null, OPENED.plus(DAY));
    nights.step();
    nights.succeedByHand();

    assertThat(nights.told()).hasSize(3).last().asString().startsWith("resolved: ");
  }

  @Test
  void what_goes_wrong_again_and_otherwise_is_not_told_while_it_is_muted() {
    nights.missTheNight();
    mute(null, OPENED.plus(Duration.ofHours(1)));
    nights.step();
    fail();
    fail();
    assertThat(nights.told()).hasSize(2);
    assertThat(nights.incident().kind()).isEqualTo(IncidentKind.FAILED);

    nights.passUntil(OPENED.plus(Duration.ofHours(1)));

    assertThat(nights.told())
        .hasSize(3)
        .last()
        .isEqualTo("mute_ended: [test] job failed: the mute has ended and it is still not done");
    assertThat(nights.threads()).hasSize(1);
    assertThat(nights.lastMessage().urgent()).isTrue();
    fail();
    assertThat(nights.told()).last().isEqualTo("again: [test] job failed again");
  }

  private void fail() {
    nights.at(nights.now().plusSeconds(60));
    Run run = nights.request();
    nights.ownership().take(run.id(), Nights.ME);
    nights.runs().started(run.id(), nights.now(), "scheduler");
    nights
        .runs()
        .finish(run.id(), RunResult.failed("exit status 3", null), nights.now(), "scheduler");
    nights.step();
  }

  @Test
  void a_mute_that_was_ended_while_an_incident_was_being_opened_does_not_hold_it_back() {
    Mute mute = mute(null, NIGHT.plus(DAY));
    nights.missTheNight();
    nights.world().get(MuteCalendar.class).end(mute.id(), "bob", nights.now());
    Instant opened = nights.incident().openedAt();
    nights.passUntil(opened.plus(Duration.ofMinutes(10)).minusMillis(1));
    assertThat(nights.told()).isEmpty();
    nights.passUntil(opened.plus(Duration.ofMinutes(10)));

    assertThat(nights.told()).singleElement().asString().startsWith("mute_ended: ");
  }

  @Test
  void a_job_that_leaves_the_configuration_is_told_also_during_a_mute_of_all() {
    mute(null, NIGHT.plus(DAY));
    nights.restart(nights.now().plusSeconds(60), World.job("other", "0 5 0 * * *"));
    nights.step();
    nights.step();

    assertThat(nights.told())
        .containsExactly(
            "opened: [test] job is no longer watched: it has left the configuration",
            "muted: [test] job is muted by alice");
  }

  @Test
  void a_mute_that_is_ended_early_is_kept_and_announces_at_once() {
    Mute mute = mute(null, NIGHT.plus(DAY));
    nights.missTheNight();
    assertThat(desk.end(mute.id(), "bob", nights.now())).isTrue();
    assertThat(desk.end(mute.id(), "carol", nights.now())).isFalse();
    nights.step();

    assertThat(nights.told()).singleElement().asString().startsWith("mute_ended: ");
    Mute kept = nights.world().get(MuteCalendar.class).find(mute.id()).orElseThrow();
    assertThat(kept.endedBy()).isEqualTo("bob");
    assertThat(kept.to()).isEqualTo(OPENED);
  }

  @Test
  void a_planned_mute_that_is_ended_before_it_begins_covers_nothing() {
    Mute mute = desk.mute(null, NIGHT, NIGHT.plus(DAY), "later", "alice", null, nights.now());
    desk.end(mute.id(), "alice", nights.now());
    nights.missTheNight();

    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
    assertThat(isMarked()).isFalse();
  }

  @Test
  void other_jobs_are_told_as_ever() {
    nights.close();
    begin(World.job("other", "0 5 0 * * *"));
    mute(List.of("other"), NIGHT.plus(DAY));
    nights.missTheNight();

    assertThat(nights.told()).containsExactly("opened: [test] job did not start");
    assertThat(nights.incidents(true)).hasSize(2);
  }

  @Test
  void a_window_of_the_configuration_mutes_each_time() {
    nights.close();
    begin(Map.of(
        "nightjar.mutes[0].schedule", "0 0 0 * * *",
        "nightjar.mutes[0].duration", "1h",
        "nightjar.mutes[0].reason", "nightly backup"));
    nights.missTheNight();
    assertThat(nights.told()).isEmpty();
    nights.passUntil(Instant.parse("2026-01-22T01:00:00Z"));
    assertThat(nights.told()).hasSize(1).first().asString().startsWith("mute_ended");
    nights.jumpTo(OPENED.plus(DAY));
    assertThat(nights.incidents(true)).hasSize(2);
    assertThat(nights.told()).filteredOn(it -> it.startsWith("opened")).isEmpty();
  }

  @Test
  void a_request_that_is_repeated_makes_one_mute() {
    Mute first = desk.mute(null, nights.now(), NIGHT, "works", "alice", "key-1", nights.now());
    Mute second = desk.mute(null, nights.now(), NIGHT, "works", "alice", "key-1", nights.now());

    assertThat(second).isEqualTo(first);
    assertThat(nights.world().get(MuteCalendar.class).history(10)).hasSize(1);
  }

  @Test
  void a_job_that_does_not_exist_and_a_time_that_has_passed_are_refused() {
    assertThatThrownBy(() -> mute(List.of("jbo"), NIGHT))
        .isInstanceOf(RejectedRequestException.class)
        .hasMessageContaining("jobs cannot be \"jbo\"");
    Instant now = nights.now();
    assertThatThrownBy(() -> desk.mute(null, now.minusSeconds(60), now, "late", "a", null, now))
        .hasMessageContaining("to cannot be")
        .hasMessageContaining("it has passed");
  }
}
