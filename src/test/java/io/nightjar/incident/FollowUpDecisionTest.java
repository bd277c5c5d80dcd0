package io.nightjar.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incident.Evidence;
import io.nightjar.incident.LatestOccurrences.Standing;
import io.nightjar.incident.mute.Mute;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is due of an open incident, before, at and after each boundary. Times count from its opening. */
class FollowUpDecisionTest {

  private static final Instant OPENED = Instant.parse("2026-01-22T00:15:00Z");

  private static final FollowUpProperties PLAIN = settings(null);
  private static final FollowUpProperties ESCALATING = settings(Duration.ofHours(1));

  private static final Standing HIDDEN = new Standing(true, false, null);

  private static FollowUpProperties settings(@Nullable Duration escalateAfter) {
    return new FollowUpProperties(
        Duration.ofHours(4), Duration.ofHours(12), escalateAfter, null, Map.of());
  }

  private static Instant at(@Nullable String offset) {
    return OPENED.plus(Duration.parse(offset));
  }

  private static @Nullable Instant atOrNull(@Nullable String offset) {
    return offset == null ? null : at(offset);
  }

  private static Incident incident(FollowUpState state) {
    return IncidentFixture.of(
            "job", IncidentKind.FAILED, OPENED, OPENED, UUID.randomUUID(), Evidence.NONE)
        .withFollowUp(state);
  }

  private static FollowUpState heard(int reminders, @Nullable String remindedAt) {
    return new FollowUpState(true, null, reminders, atOrNull(remindedAt), null, OPENED);
  }

  private static FollowUpState muted(boolean notified, String until) {
    return new FollowUpState(notified, at(until), 0, null, null, at(until));
  }

  private static Mute mute(String until) {
    return Mute.of(null, OPENED.minusSeconds(60), at(until), "works", "alice", OPENED);
  }

  private static Incident acknowledged(Incident incident, String until) {
    return incident.acknowledged(new Acknowledgement(OPENED, "alice", at(until)));
  }

  private static FollowUpDecision of(Incident incident, FollowUpProperties settings, String now) {
    return FollowUpDecision.of(incident, settings, null, Standing.ALONE, at(now));
  }

  @ParameterizedTest(name = "reminded {0} times, last at {1}: at {2} {3}, then at {4}")
  @CsvSource({
    "0,     , PT0S,           , PT4H",
    "0,     , PT3H59M59.999S, , PT4H",
    "0,     , PT4H,           REMINDED, PT8H",
    "0,     , PT4H0.001S,     REMINDED, PT8H0.001S",
    "1, PT4H, PT7H59M59.999S, , PT8H",
    "1, PT4H, PT8H,           REMINDED, PT12H",
    "99, PT400H, PT404H,      REMINDED, PT408H",
    "1, PT4H, PT30H,          REMINDED, PT34H",
  })
  void it_is_said_again_every_four_hours_and_never_goes_quiet(
      int reminders,
      @Nullable String last,
      String now,
      @Nullable Transition announce,
      String next) {
    FollowUpDecision upkeep = of(incident(heard(reminders, last)), PLAIN, now);

    assertThat(upkeep.announce()).isEqualTo(announce);
    assertThat(upkeep.state().dueAt()).isEqualTo(at(next));
    assertThat(upkeep.state().reminders()).isEqualTo(reminders + (announce == null ? 0 : 1));
    assertThat(upkeep.state().remindedAt()).isEqualTo(announce == null ? atOrNull(last) : at(now));
  }

  @ParameterizedTest(name = "acknowledged until {0}, last reminder {1}: at {2} {3}, then at {4}")
  @CsvSource({
    "PT10H,     , PT4H,           , PT10H",
    "PT10H,     , PT9H59M59.999S, , PT10H",
    "PT10H,     , PT10H,          REMINDED, PT14H",
    "PT10H,     , PT10H0.001S,    REMINDED, PT14H0.001S",
    "PT1H,      , PT1H,           REMINDED, PT5H",
    "PT10H, PT10H, PT13H59M,      , PT14H",
    "PT10H, PT10H, PT14H,         REMINDED, PT18H",
  })
  void who_looks_after_it_is_left_alone_until_then(
      String until, @Nullable String last, String now, @Nullable Transition announce, String next) {
    Incident incident = acknowledged(incident(heard(last == null ? 0 : 1, last)), until);

    FollowUpDecision upkeep = of(incident, PLAIN, now);

    assertThat(upkeep.announce()).isEqualTo(announce);
    assertThat(upkeep.state().dueAt()).isEqualTo(at(next));
  }

  @ParameterizedTest(name = "acknowledged until {0}: at {1} {2}, then at {3}")
  @CsvSource({
    "     , PT59M59.999S,   , PT1H",
    "     , PT1H,           ESCALATED, PT4H",
    "     , PT1H0.001S,     ESCALATED, PT4H",
    "PT30M, PT30M,          REMINDED, PT1H",
    "PT2H,  PT1H,           , PT2H",
    "PT2H,  PT1H59M59.999S, , PT2H",
    "PT2H,  PT2H,           ESCALATED, PT6H",
    "     , PT5H,           ESCALATED, PT9H",
  })
  void what_nobody_looks_after_is_taken_further_once(
      @Nullable String until, String now, @Nullable Transition announce, String next) {
    Incident fresh = incident(heard(0, null));
    Incident incident = until == null ? fresh : acknowledged(fresh, until);

    FollowUpDecision upkeep = of(incident, ESCALATING, now);

    assertThat(upkeep.announce()).isEqualTo(announce);
    assertThat(upkeep.state().dueAt()).isEqualTo(at(next));
    assertThat(of(incident.withFollowUp(upkeep.state()), ESCALATING, now).announce())
        .isNull();
    if (announce == Transition.ESCALATED) {
      Incident after = incident.withFollowUp(upkeep.state());
      assertThat(of(after, ESCALATING, "PT100H").announce()).isEqualTo(Transition.REMINDED);
    }
  }

  @Test
  void without_a_time_for_it_nothing_is_taken_further() {
    assertThat(of(incident(heard(0, null)), PLAIN, "PT3H").announce()).isNull();
  }

  @ParameterizedTest(name = "told {0}, muted until {1}, a mute until {2}: {3}, then at {4}")
  @CsvSource({
    "true,      , PT24H, MUTED, PT5H10M",
    "true,  PT24H, PT24H,     , PT5H10M",
    "true,  PT24H, PT30H,     , PT5H10M",
    "false, PT24H, PT24H,     , PT5H10M",
    "false, PT24H, PT30H,     , PT5H10M",
    "false, PT24H, PT5H9M59S, , PT5H9M59S",
    "false, PT24H, PT5H10M1S, , PT5H10M",
  })
  void a_mute_is_said_once_and_only_to_whom_it_interrupts(
      boolean notified,
      @Nullable String known,
      String until,
      @Nullable Transition announce,
      String next) {
    FollowUpState before = known == null ? heard(0, null) : muted(notified, known);

    FollowUpDecision upkeep =
        FollowUpDecision.of(incident(before), ESCALATING, mute(until), Standing.ALONE, at("PT5H"));

    assertThat(upkeep.announce()).isEqualTo(announce);
    assertThat(upkeep.state().notified()).isEqualTo(notified);
    assertThat(upkeep.state().mutedUntil()).isEqualTo(at(until));
    assertThat(upkeep.state().dueAt()).isEqualTo(at(next));
    assertThat(upkeep.state().reminders()).isZero();
  }

  @ParameterizedTest(name = "told {0}")
  @CsvSource({"true", "false"})
  void the_end_of_a_mute_is_said_and_counts_as_the_telling(boolean notified) {
    FollowUpDecision upkeep = of(incident(muted(notified, "PT24H")), ESCALATING, "PT24H");

    assertThat(upkeep.announce()).isEqualTo(Transition.MUTE_ENDED);
    assertThat(upkeep.state().notified()).isTrue();
    assertThat(upkeep.state().mutedUntil()).isNull();
    assertThat(upkeep.state().dueAt()).isEqualTo(at("PT25H"));
    Incident after = incident(upkeep.state());
    assertThat(of(after, ESCALATING, "PT24H59M59.999S").announce()).isNull();
    assertThat(of(after, ESCALATING, "PT25H").announce()).isEqualTo(Transition.ESCALATED);
    assertThat(of(after, PLAIN, "PT27H59M").announce()).isNull();
    assertThat(of(after, PLAIN, "PT28H").announce()).isEqualTo(Transition.REMINDED);
  }

  @Test
  void of_several_nights_the_latest_is_reminded_of() {
    FollowUpDecision upkeep =
        FollowUpDecision.of(incident(heard(3, "PT12H")), PLAIN, null, HIDDEN, at("PT30H"));

    assertThat(upkeep.announce()).isNull();
    assertThat(upkeep.state().dueAt()).isEqualTo(at("PT34H"));
  }

  @ParameterizedTest(name = "another was escalated {0}, seen until {1}: at {2} {3}")
  @CsvSource({
    "false,     , PT59M59.999S, ",
    "false,     , PT1H,         ESCALATED",
    "true,      , PT1H,         ",
    "false, PT2H, PT1H,         ",
    "false, PT2H, PT2H,         ESCALATED",
  })
  void the_first_night_of_a_job_that_fails_again_and_again_is_taken_further_for_all(
      boolean escalated, @Nullable String seen, String now, @Nullable Transition announce) {
    Standing standing = new Standing(true, escalated, atOrNull(seen));

    FollowUpDecision upkeep =
        FollowUpDecision.of(incident(heard(0, null)), ESCALATING, null, standing, at(now));

    assertThat(upkeep.announce()).isEqualTo(announce);
  }

  @Test
  void what_a_clock_that_was_ahead_wrote_puts_nothing_off() {
    Incident ahead = incident(heard(1, "PT10H"));

    assertThat(of(ahead, PLAIN, "PT4H").state().dueAt()).isEqualTo(at("PT8H"));
    assertThat(of(incident(heard(0, null)), PLAIN, "-PT1H").state().dueAt()).isEqualTo(at("PT3H"));
  }

  @Test
  void also_an_earlier_night_is_told_when_its_mute_ends() {
    FollowUpDecision upkeep =
        FollowUpDecision.of(incident(muted(false, "PT24H")), PLAIN, null, HIDDEN, at("PT24H"));

    assertThat(upkeep.announce()).isEqualTo(Transition.MUTE_ENDED);
  }

  @Test
  void an_incident_is_looked_at_first_at_its_reminder_its_escalation_or_the_end_of_its_mute() {
    Incident incident = incident(FollowUpState.NONE);

    assertThat(FollowUpDecision.opened(incident, PLAIN, null).dueAt()).isEqualTo(at("PT4H"));
    assertThat(FollowUpDecision.opened(incident, ESCALATING, null).dueAt()).isEqualTo(at("PT1H"));
    assertThat(FollowUpDecision.opened(incident, ESCALATING, mute("PT24H")).dueAt())
        .isEqualTo(at("PT10M"));
    assertThat(FollowUpDecision.opened(incident, ESCALATING, mute("PT9M")).dueAt())
        .isEqualTo(at("PT9M"));
  }
}
