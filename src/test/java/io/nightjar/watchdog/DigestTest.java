package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.DAY;
import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.gap.MonitoringGaps;
import io.nightjar.ledger.gap.MonitoringGaps.Reason;
import io.nightjar.ledger.gap.MonitoringGaps.Stretch;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.notification.Notification;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.notification.dispatch.Dispatcher;
import io.nightjar.notification.slack.Answer;
import io.nightjar.notification.slack.SlackStandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The message of the morning. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class DigestTest {

  private static final Instant MORNING = Instant.parse("2026-01-22T07:30:00Z");

  @Parameter
  Databases databases;

  private SlackStandIn slack;
  private Map<String, Object> properties;
  private Nights nights;

  @BeforeEach
  void setUp() {
    slack = SlackStandIn.start("#monitoring");
    properties = new LinkedHashMap<>(Nights.oneJob("nightjar.digest.enabled", "true"));
    properties.put("nightjar.slack.token", SlackStandIn.TOKEN);
    properties.put("nightjar.slack.channel", "#monitoring");
    properties.put("nightjar.slack.api-url", slack.apiUrl());
    nights = new Nights(databases.create(), properties);
  }

  @AfterEach
  void tearDown() {
    nights.close();
    slack.close();
  }

  @Test
  void after_a_perfect_night_it_is_one_line() {
    goodNight();
    passUntil(MORNING.plusSeconds(10));

    assertThat(texts())
        .containsExactly("🟢 [test] The one run since Wed 21 Jan 07:30 UTC is done."
            + " Next: 1 run until Fri 23 Jan 07:30 UTC, the first Fri 23 Jan 00:05 UTC.");
    assertThat(nights.stateOf(JobCatalogue.DIGEST, MORNING)).isEqualTo(ExpectedState.MET);
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void after_a_bad_night_it_says_what_is_behind_and_what_is_open() {
    passUntil(MORNING.plusSeconds(10));

    assertThat(digest())
        .contains("[test] The night: 0 of 1 runs are done")
        .contains("Since: Wed 21 Jan 07:30 UTC\nRuns: 1 did not start")
        .contains("Data behind: job: no success recorded yet")
        .contains("Open: job did not start (Thu 22 Jan 00:05 UTC), for 7 h 14 min")
        .contains("Next: 1 run until Fri 23 Jan 07:30 UTC")
        .doesNotContain(JobCatalogue.DIGEST);
  }

  @Test
  void what_a_person_ran_is_counted_and_its_schedule_is_unproven() {
    nights.missTheNight();
    nights.succeedByHand();
    passUntil(MORNING.plusSeconds(10));

    assertThat(digest())
        .contains("1 late, 1 of them run by hand")
        .contains("Run by hand, schedule not proven: job");
  }

  @Test
  void when_nobody_watched_is_told_although_the_night_was_good() {
    goodNight();
    nights
        .world()
        .get(MonitoringGaps.class)
        .add(new Stretch(
            Reason.DOWN, MORNING.minusSeconds(7_200), MORNING.minusSeconds(3_600), Nights.ME));
    passUntil(MORNING.plusSeconds(10));

    assertThat(digest())
        .contains("[test] The night: 1 of 1 runs are done")
        .contains(
            "Nobody watched: from Thu 22 Jan 05:30 UTC to Thu 22 Jan 06:30 UTC: Nightjar was down");
  }

  @Test
  void two_that_watch_send_one() {
    goodNight();
    nights.passUntil(MORNING.minusSeconds(5));
    try (World other = World.on(nights.world().database(), nights.now(), properties)) {
      nights.at(MORNING.plusSeconds(1));
      other.clock().set(MORNING.plusSeconds(1));
      nights.step();
      Nights.stepAll(other);
      nights.step();
    }

    assertThat(digests()).hasSize(1);
  }

  @Test
  void one_that_is_not_delivered_is_an_incident_like_any_other() {
    goodNight();
    slack.answerAlways(Answer.status(503));
    passUntil(MORNING.plus(Duration.ofMinutes(21)));

    assertThat(nights.stateOf(JobCatalogue.DIGEST, MORNING)).isEqualTo(ExpectedState.OVERDUE);
    assertThat(nights.told())
        .anyMatch(told -> told.startsWith("opened: [test] nightjar-digest has not been delivered"));
    assertThat(nights.lastText()).contains("it is sent automatically").contains("state=pending");

    slack.recover();
    passUntil(MORNING.plus(Duration.ofMinutes(25)));
    assertThat(nights.stateOf(JobCatalogue.DIGEST, MORNING)).isEqualTo(ExpectedState.MET_LATE);
  }

  @Test
  void one_that_was_slept_through_is_sent_within_six_hours_and_not_later() {
    goodNight();
    nights.restart(MORNING.plus(Duration.ofHours(6)).plusMillis(1), properties);
    nights.settledStep();
    assertThat(digests()).isEmpty();

    nights.restart(MORNING.plus(DAY).plus(Duration.ofHours(6).minusSeconds(30)), properties);
    nights.settledStep();
    assertThat(digests()).hasSize(1);
  }

  private void goodNight() {
    nights.passUntil(NIGHT);
    Run run = nights.fire(NIGHT);
    nights.runs().started(run.id(), NIGHT, "scheduler");
    nights.runs().finish(run.id(), RunResult.succeeded(null), NIGHT.plusSeconds(60), "scheduler");
    nights.at(NIGHT.plusSeconds(60));
    nights.step();
  }

  private void passUntil(Instant until) {
    nights.passUntil(until.minusSeconds(nights.now().isBefore(MORNING) ? 30 : 0));
    while (nights.now().isBefore(until)) {
      nights.at(nights.now().plusSeconds(1));
      nights.step();
      nights.world().get(Dispatcher.class).step(nights.now());
    }
    for (int i = 0; i < 60; i++) {
      nights.at(nights.now().plusSeconds(1));
      nights.world().get(Dispatcher.class).step(nights.now());
      nights.step();
    }
  }

  private List<Notification> digests() {
    return nights.notifications().stream()
        .filter(it -> it.transition().equals("digest"))
        .toList();
  }

  private String digest() {
    assertThat(digests()).hasSize(1);
    return PlainTextRenderer.of(digests().get(0).message());
  }

  private List<String> texts() {
    return digests().stream().map(it -> PlainTextRenderer.of(it.message())).toList();
  }
}
