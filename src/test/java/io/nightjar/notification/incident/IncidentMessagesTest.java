package io.nightjar.notification.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incident.Evidence;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Transition;
import io.nightjar.incident.mute.Mute;
import io.nightjar.job.Contact;
import io.nightjar.job.Dependencies;
import io.nightjar.job.Expectations;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.JobTarget;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.job.StaleInputPolicy;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Deed;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.notification.facts.IncidentFacts;
import io.nightjar.notification.facts.IncidentFacts.History;
import io.nightjar.notification.facts.IncidentFacts.Streak;
import io.nightjar.notification.wording.Wordings;
import io.nightjar.schedule.Schedule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What messages say of an incident while it is open. */
class IncidentMessagesTest {

  private static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");
  private static final Instant OPENED = Instant.parse("2026-01-22T00:15:00Z");
  private static final Job HERE = job(() -> "bean");
  private static final Job ELSEWHERE = job(null);
  private static final NightjarProperties SETTINGS =
      new NightjarProperties("prod", URI.create("https://nightjar.example"), ZoneOffset.UTC);
  private static final IncidentMessages MESSAGES =
      new IncidentMessages(SETTINGS, new JobCatalogue(List.of(HERE)), Wordings.all(SETTINGS));

  private static Job job(@Nullable JobTarget work) {
    return job(work, Duration.ZERO);
  }

  private static Job job(@Nullable JobTarget work, Duration catchUpWithin) {
    return new Job(
        "rebuild",
        "",
        Schedule.parse("0 5 0 * * *", ZoneId.of("Europe/London")),
        new Expectations(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ZERO, null, null),
        catchUpWithin,
        OverlapPolicy.SKIP,
        new Dependencies(Set.of(), StaleInputPolicy.HOLD),
        new Contact(null, "@sync-team", null),
        work,
        null);
  }

  private static Incident incident(IncidentKind kind) {
    return IncidentFixture.of("rebuild", kind, NIGHT, OPENED, UUID.randomUUID(), Evidence.NONE);
  }

  private static Message compose(
      Transition transition,
      Incident incident,
      @Nullable Job job,
      @Nullable Streak streak,
      @Nullable Mute mute) {
    return MESSAGES.compose(new IncidentFacts(
        transition,
        incident,
        job,
        null,
        new History(null, null, streak),
        null,
        OPENED.plus(Duration.ofHours(8)),
        mute));
  }

  @ParameterizedTest(name = "{0} nights: {1}")
  @CsvSource({
    "1, ''",
    "2, ', second night in a row'",
    "3, ', third night in a row'",
    "10, ', tenth night in a row'",
    "11, ', 11th night in a row'",
    "12, ', 12th night in a row'",
    "13, ', 13th night in a row'",
    "21, ', 21st night in a row'",
    "22, ', 22nd night in a row'",
    "23, ', 23rd night in a row'",
    "24, ', 24th night in a row'",
    "101, ', 101st night in a row'",
    "111, ', 111th night in a row'",
  })
  void nights_are_counted_as_people_do(int count, String said) {
    Message message = compose(
        Transition.OPENED, incident(IncidentKind.NOT_STARTED), HERE, new Streak(count, true), null);

    assertThat(message.headline()).isEqualTo("[prod] rebuild did not start" + said);
    assertThat(message.summary().plain()).isEqualTo("rebuild did not start (Thu 22 Jan 00:05 GMT)");
  }

  @Test
  void a_reminder_says_for_how_long_and_how_often() {
    Message message = compose(
        Transition.REMINDED, incident(IncidentKind.FAILED), HERE, new Streak(3, false), null);

    assertThat(message.headline())
        .isEqualTo("[prod] rebuild failed, third time in a row: still open after 8 h");
    assertThat(PlainTextRenderer.of(message)).contains("Open since: Thu 22 Jan 00:15 GMT");
  }

  @ParameterizedTest
  @EnumSource(
      value = Transition.class,
      names = {"OPENED", "AGAIN", "REMINDED", "ESCALATED", "MUTE_ENDED"})
  void what_is_wrong_comes_with_what_can_be_done(Transition transition) {
    Incident incident = incident(IncidentKind.FAILED);

    assertThat(deeds(transition, incident(IncidentKind.OVERDUE), HERE))
        .as("what still runs would be refused")
        .containsExactly(Deed.ACKNOWLEDGE, Deed.MUTE);
    assertThat(deeds(transition, incident, HERE))
        .containsExactly(Deed.RERUN, Deed.ACKNOWLEDGE, Deed.MUTE);
    assertThat(deeds(transition, incident, ELSEWHERE)).containsExactly(Deed.ACKNOWLEDGE, Deed.MUTE);
    assertThat(deeds(transition, incident, null)).containsExactly(Deed.ACKNOWLEDGE);
  }

  @Test
  void what_nightjar_stops_by_itself_is_waited_for() {
    JobTarget killed = new JobTarget() {
      @Override
      public String kind() {
        return "command";
      }

      @Override
      public boolean isKilledWhenOverdue() {
        return true;
      }
    };
    Incident overdue = incident(IncidentKind.OVERDUE);

    assertThat(PlainTextRenderer.of(compose(Transition.OPENED, overdue, job(killed), null, null)))
        .contains("What to do: Wait: Nightjar stops it, and says here how it ended.");
    assertThat(PlainTextRenderer.of(compose(Transition.OPENED, overdue, HERE, null, null)))
        .contains("What to do: Wait if it still makes progress. If it hangs, cancel the run");
  }

  @Test
  void what_nightjar_makes_up_for_by_itself_is_waited_for_as_long() {
    Incident missed = incident(IncidentKind.NOT_STARTED);
    Duration upToNow = Duration.between(NIGHT, OPENED.plus(Duration.ofHours(8)));

    assertThat(PlainTextRenderer.of(compose(
            Transition.OPENED, missed, job(() -> "bean", upToNow.plusSeconds(60)), null, null)))
        .contains(
            "What to do: Nightjar itself starts it as soon as it can, until Thu 22 Jan 08:16"
                + " GMT (catch-up-within). If it does not: Fix the cause, then re-run it.\nRe-run: curl");
    for (Duration over : List.of(Duration.ZERO, upToNow)) {
      assertThat(PlainTextRenderer.of(
              compose(Transition.OPENED, missed, job(() -> "bean", over), null, null)))
          .contains("What to do: Fix the cause, then re-run it.\nRe-run: curl");
    }
  }

  private static List<Deed> deeds(Transition transition, Incident incident, @Nullable Job job) {
    return compose(transition, incident, job, null, null).actions().stream()
        .map(Message.Action::deed)
        .toList();
  }

  @Test
  void who_looks_after_it_is_said_in_the_zone_of_the_job() {
    Incident incident = incident(IncidentKind.FAILED)
        .acknowledged(new Acknowledgement(OPENED, "alice", Instant.parse("2026-07-22T00:15:00Z")));
    Message message = compose(Transition.ACKNOWLEDGED, incident, HERE, null, null);

    assertThat(message.headline()).isEqualTo("[prod] rebuild is acknowledged by alice");
    assertThat(message.facts())
        .extracting(Message.Fact::text)
        .containsExactly("Wed 22 Jul 01:15 BST");
    assertThat(message.actions()).isEmpty();
    assertThat(message.status()).isEqualTo(Message.Status.INFO);
  }

  @Test
  void a_mute_says_who_until_when_why_and_what_then() {
    Mute mute = Mute.of(
        Set.of("rebuild"), OPENED, OPENED.plus(Duration.ofHours(24)), "works", "alice", OPENED);
    Message message = compose(Transition.MUTED, incident(IncidentKind.FAILED), HERE, null, mute);

    assertThat(PlainTextRenderer.of(message))
        .contains("[prod] rebuild is muted by alice\nUntil: Fri 23 Jan 00:15 GMT")
        .contains("Why: works")
        .contains("If it is still open then, a message here says so.");
  }

  @Test
  void nightjar_itself_has_no_data_no_run_and_nothing_to_mute() {
    Incident own = IncidentFixture.ofNightjar(
        IncidentKind.UNDELIVERABLE, "slack #sync", "channel_not_found", OPENED, UUID.randomUUID());
    Message message = compose(Transition.REMINDED, own, null, null, null);

    assertThat(PlainTextRenderer.of(message))
        .contains("[prod] slack #sync takes no messages: still open after 8 h")
        .contains("channel_not_found")
        .doesNotContain("Data as of", "runs elsewhere", "Next run");
  }
}
