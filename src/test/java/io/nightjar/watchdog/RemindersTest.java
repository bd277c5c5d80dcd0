package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.DAY;
import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.incident.Incident;
import io.nightjar.notification.Message.Action;
import io.nightjar.notification.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of an incident that stays open. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class RemindersTest {

  private static final Instant OPENED = NIGHT.plusSeconds(601);
  private static final String CALL = "<!subteam^S123>";

  @Parameter
  Databases databases;

  private Nights nights;

  @BeforeEach
  void setUp() {
    nights = new Nights(
        databases.create(),
        Nights.oneJob(
            "nightjar.alert.remind-every", "4h",
            "nightjar.alert.escalate-after", "9h",
            "nightjar.alert.escalate-channel", "#managers",
            "nightjar.alert.mentions[@sync-team]", CALL,
            "nightjar.jobs.job.owner", "@sync-team"));
    nights.missTheNight();
  }

  @AfterEach
  void tearDown() {
    nights.close();
  }

  private void after(Duration sinceOpening) {
    nights.jumpTo(OPENED.plus(sinceOpening));
  }

  @Test
  void it_is_said_again_in_its_thread_and_louder_each_time() {
    after(Duration.ofHours(4).minusSeconds(6));
    assertThat(nights.told()).hasSize(1);
    after(Duration.ofHours(4));
    assertThat(nights.told())
        .containsExactly(
            "opened: [test] job did not start",
            "reminded: [test] job did not start: still open after 4 h");
    assertThat(nights.lastMessage().urgent()).isTrue();
    assertThat(nights.lastMessage().mentions()).isEmpty();
    assertThat(nights.lastText()).contains("Open since: Thu 22 Jan 00:15 UTC");

    after(Duration.ofHours(8));
    assertThat(nights.lastMessage().headline()).endsWith("still open after 8 h");
    assertThat(nights.lastMessage().mentions()).containsExactly(CALL);
    assertThat(nights.threads()).hasSize(1);
  }

  @Test
  void what_nobody_looks_after_is_said_elsewhere_too_and_calls_the_owner() {
    after(Duration.ofHours(9));

    List<Notification> escalated = nights.notifications().stream()
        .filter(it -> it.transition().equals("escalated"))
        .toList();
    assertThat(escalated).hasSize(2).allSatisfy(it -> {
      assertThat(it.message().headline())
          .isEqualTo("[test] job did not start, and nobody has acknowledged it: open for 9 h");
      assertThat(it.message().mentions()).containsExactly(CALL);
    });
    assertThat(escalated.get(0).threadOf()).isEqualTo(nights.incident().thread());
    assertThat(escalated.get(1).threadOf()).isNull();
    assertThat(escalated.get(1).destination().place()).isEqualTo("#managers");
    assertThat(nights.lastText()).contains("Acknowledged: not yet");
    after(Duration.ofHours(30));
    assertThat(nights.told()).filteredOn(it -> it.startsWith("escalated")).hasSize(2);
  }

  @Test
  void where_it_was_taken_to_its_end_is_told_too() {
    after(Duration.ofHours(9));
    nights.succeedByHand();

    List<Notification> managers = nights.notifications().stream()
        .filter(it -> it.destination().place().equals("#managers"))
        .toList();
    assertThat(managers)
        .extracting(Notification::transition)
        .containsExactly("escalated", "resolved");
    assertThat(managers.get(1).threadOf()).isEqualTo(managers.get(0).id());
  }

  @Test
  void what_has_ended_is_not_reminded_of() {
    nights.at(OPENED.plusSeconds(60));
    nights.succeedByHand();
    after(Duration.ofHours(20));

    assertThat(nights.told()).hasSize(2).last().asString().startsWith("resolved");
    assertThat(nights.lastText())
        .contains(
            "Not proven yet: The schedule has not started the job since Nightjar began to watch it.");
  }

  @Test
  void the_third_night_in_a_row_says_so_and_speaks_for_the_earlier_ones() {
    for (int night = 1; night <= 2; night++) {
      nights.jumpTo(OPENED.plus(DAY.multipliedBy(night)));
    }
    assertThat(nights.told())
        .contains(
            "opened: [test] job did not start, second night in a row",
            "opened: [test] job did not start, third night in a row");
    int before = nights.told().size();

    nights.jumpTo(OPENED.plus(DAY.multipliedBy(2)).plus(Duration.ofHours(5)));

    assertThat(nights.told()).hasSize(before + 1);
    assertThat(nights.lastMessage().headline())
        .startsWith("[test] job did not start, third night in a row: still open after 4 h");
  }

  @Test
  void a_night_that_was_met_starts_the_count_anew() {
    nights.at(OPENED.plusSeconds(60));
    nights.succeedByHand();
    nights.jumpTo(OPENED.plus(DAY));

    assertThat(nights.told()).last().isEqualTo("opened: [test] job did not start");
  }

  @Test
  void a_job_of_every_hour_counts_times_not_nights() {
    nights.restart(
        NIGHT.plusSeconds(700), Nights.oneJob("nightjar.jobs.job.schedule", "0 0 * * * *"));
    nights.step();
    nights.passUntil(NIGHT.plus(Duration.ofHours(2)).plusSeconds(900));

    assertThat(nights.told())
        .last()
        .isEqualTo("opened: [test] job did not start, third time in a row");
  }

  @Test
  void it_offers_what_can_be_done_and_says_itself_in_one_short_line() {
    Incident incident = nights.incident();

    assertThat(nights.lastMessage().summary().plain())
        .isEqualTo("job did not start (Thu 22 Jan 00:05 UTC)");
    assertThat(nights.lastMessage().actions())
        .extracting(Action::label, Action::target)
        .containsExactly(
            tuple("Acknowledge", "" + incident.id()), tuple("Mute 24 h", "" + incident.id()));
  }

  @Test
  void several_that_watch_remind_once() {
    nights.jumpTo(OPENED.plus(Duration.ofHours(3)));
    World world = nights.world();
    try (World other = World.on(
        world.database(), nights.now(), Nights.oneJob("nightjar.alert.remind-every", "4h"))) {
      Nights.stepAll(other);
      for (World each : List.of(world, other)) {
        each.clock().set(OPENED.plus(Duration.ofHours(4)));
      }
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> Nights.stepAll(world)),
              CompletableFuture.runAsync(() -> Nights.stepAll(other)))
          .join();
    }

    assertThat(nights.told()).filteredOn(it -> it.startsWith("reminded")).hasSize(1);
  }

  @Test
  void one_that_cannot_be_looked_at_does_not_keep_the_others_from_it() {
    nights.close();
    nights = new Nights(
        databases.create(),
        Nights.with(
            Nights.oneJob("nightjar.alert.remind-every", "4h"), World.job("sick", "0 5 0 * * *")));
    nights.missTheNight();
    nights
        .world()
        .database()
        .jdbc()
        .sql(
            "ALTER TABLE notification ADD CONSTRAINT sick CHECK (job <> 'sick' OR transition <> 'reminded')")
        .update();
    after(Duration.ofHours(4));

    assertThat(nights.told()).filteredOn(it -> it.startsWith("reminded")).hasSize(1);
    nights
        .world()
        .database()
        .jdbc()
        .sql("ALTER TABLE notification DROP CONSTRAINT sick")
        .update();
    after(Duration.ofHours(4).plusSeconds(70));
    assertThat(nights.told()).filteredOn(it -> it.startsWith("reminded")).hasSize(2);
  }

  @Test
  void a_night_without_anybody_watching_is_one_reminder_not_five() {
    after(Duration.ofHours(20));

    assertThat(nights.told()).filteredOn(it -> !it.startsWith("opened")).hasSize(2);
  }
}
