package io.nightjar.jar;

import static io.nightjar.jar.Seen.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.jar.Seen.SeenIncident;
import io.nightjar.jar.Seen.SeenRun;
import io.nightjar.notification.slack.Posted;
import io.nightjar.notification.slack.SlackStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Down past an occurrence, for more and for less than a minute, and suspended: every occurrence is accounted for. */
class DowntimeIT {

  private static final Duration LONG = Duration.ofSeconds(160);
  private static final String[] MADE_UP_FOR = {"catch-up-within: 1h", "command: {run: [\"true\"]}"};

  private static final String[] PATIENT = {
    "start-within: 90s", "finish-within: 2m", "command: {run: [\"true\"]}"
  };

  @TempDir
  Path folder;

  @Test
  @Provokes({Fault.Q5, Fault.Q6, Fault.Q13, Fault.W1})
  void what_was_missed_while_down_is_made_up_for_or_told_in_one_message() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar nightjar = PackagedJar.in(folder)) {
      Night night = new Night(Databases.POSTGRESQL, folder, slack, Duration.ofSeconds(60));
      Instant missed = night.begin();
      night
          .job("made-up-for", missed, MADE_UP_FOR)
          .job("changed", missed, MADE_UP_FOR)
          .job("lost-1", missed, "command: {run: [\"true\"]}")
          .job("lost-2", missed, "ping-key: the-ping-key-of-lost-2")
          .write(folder);
      nightjar.start();
      until(
          LONG,
          () -> Seen.states(nightjar, "changed", missed, missed.plusSeconds(1)).size() == 1);
      assertThat(Instant.now()).isBefore(missed);
      nightjar.kill();

      // The same times, written otherwise: the scheduler's own memory of what it has missed is
      // lost.
      night.rewrite("changed", " * * *\"", " ? * *\"").write(folder);
      until(LONG, () -> Instant.now().isAfter(missed.plusSeconds(70)));
      Turns.take();
      Instant restart = Instant.now();
      nightjar.start();

      for (String job : List.of("made-up-for", "changed")) {
        until(
            LONG,
            () -> Seen.runs(nightjar, job).size() == 1
                && "succeeded".equals(Seen.runs(nightjar, job).get(0).outcome()));
        SeenRun run = Seen.runs(nightjar, job).get(0);
        assertThat(run.trigger()).isEqualTo("catch_up");
        assertThat(run.occurrence()).isEqualTo(missed);
      }
      until(LONG, () -> told(slack, "lost-1") != null && told(slack, "lost-2") != null);
      SeenIncident lost = Seen.incident(nightjar, "not_started", "lost-1").orElseThrow();
      Posted message = told(slack, "lost-1");
      assertThat(message).isSameAs(told(slack, "lost-2"));
      assertThat(message.asText()).contains("Nightjar was down");

      Duration within = Duration.ofSeconds(60);
      FaultBook.jar(Fault.W1)
          .said(
              "not_started: \"Nightjar was down .. from .. to ..\", one message",
              restart,
              lost.openedAt(),
              within);
      FaultBook.jar(Fault.Q5)
          .said(
              "not_started for occurrences that are not caught up",
              restart,
              lost.openedAt(),
              within)
          .so("an occurrence within catch-up-within is run once");
      FaultBook.jar(Fault.Q6).so("the catch-up run answers the missed occurrence");
      FaultBook.jar(Fault.Q13).so("the occurrence is caught up although its trigger was replaced");
    }
  }

  @Test
  @Provokes({Fault.Q7, Fault.Q22, Fault.Q18})
  void after_less_than_a_minute_one_run_makes_up_for_all_and_nobody_is_woken() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start("#monitoring");
        PackagedJar nightjar = PackagedJar.in(folder)) {
      Night night = new Night(Databases.POSTGRESQL, folder, slack, Duration.ofSeconds(60));
      Instant due = night.begin();
      night
          .job("late", due, PATIENT)
          .scheduled("often", "*/10 * * * * *", PATIENT)
          .write(folder);
      nightjar.start();
      until(LONG, () -> Seen.runs(nightjar, "often").size() > 1);
      until(LONG, () -> Instant.now().isAfter(due.minusSeconds(15)) && isBetweenRuns(nightjar));
      nightjar.kill();
      until(LONG, () -> Instant.now().isAfter(due.plusSeconds(15)));
      nightjar.start();

      until(LONG, () -> "succeeded".equals(Seen.runs(nightjar, "late").get(0).outcome()));
      SeenRun late = Seen.runs(nightjar, "late").get(0);
      assertThat(late.trigger()).isEqualTo("schedule");
      assertThat(late.occurrence()).isEqualTo(due);
      Instant from = due.minusSeconds(14);
      until(
          LONG,
          () -> Seen.states(nightjar, "often", from, due.plusSeconds(14)).stream()
              .allMatch(state -> state.equals("skipped") || state.startsWith("met")));
      assertThat(Seen.states(nightjar, "often", from, due.plusSeconds(14))).contains("skipped");

      suspend(nightjar);
      assertThat(Seen.incidents(nightjar)).isEmpty();
      assertThat(slack.messages()).isEmpty();
      FaultBook.jar(Fault.Q7).so("one run, the others are recorded as skipped; no message");
      FaultBook.jar(Fault.Q22).so("a run that is fired late answers its own occurrence");
      FaultBook.jar(Fault.Q18)
          .so("jobs that are late but before their deadline raise no alarm; no message");
    }
  }

  /** A run that is killed on its way would be told of, and would keep the next ones from starting. */
  private static boolean isBetweenRuns(PackagedJar nightjar) {
    long second = Math.floorMod(Instant.now().getEpochSecond(), 10);
    return second >= 2
        && second <= 7
        && Seen.runs(nightjar, "often").stream().allMatch(run -> run.outcome() != null);
  }

  private static void suspend(PackagedJar nightjar) throws Exception {
    nightjar.signal("STOP");
    Instant suspended = Instant.now();
    until(LONG, () -> Instant.now().isAfter(suspended.plusSeconds(12)));
    nightjar.signal("CONT");
    int before = Seen.runs(nightjar, "often").size();
    until(LONG, () -> Seen.runs(nightjar, "often").size() > before + 2);
    until(
        LONG,
        () -> Seen.states(nightjar, "often", suspended, suspended.plusSeconds(12)).stream()
            .allMatch(state -> state.equals("skipped") || state.startsWith("met")));
  }

  private static Posted told(SlackStandIn slack, String job) {
    return slack.messages().stream()
        .filter(message -> message.asText().contains(job))
        .findFirst()
        .orElse(null);
  }
}
