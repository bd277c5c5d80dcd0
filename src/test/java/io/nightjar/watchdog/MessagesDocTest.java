package io.nightjar.watchdog;

import static io.nightjar.watchdog.MessageBook.job;
import static io.nightjar.watchdog.Nights.DAY;
import static io.nightjar.watchdog.Nights.ME;
import static io.nightjar.watchdog.Nights.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.RunTrigger;
import io.nightjar.watchdog.MessageBook.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/messages.md} shows each message as Slack shows it. It is written by this test:
 * {@code mvn test -Dtest=MessagesDocTest -Dnightjar.docs.write=true}.
 */
class MessagesDocTest {

  private static final Path PAGE = Path.of("docs", "messages.md");
  private static final String JOB = "personOwnerRebuildJob";
  private static final Duration DEADLINE = Duration.ofSeconds(601);

  private final MessageBook book = new MessageBook();

  @Test
  void the_page_shows_the_messages_as_they_are() throws IOException {
    missing();
    life();
    endings();
    troubles();
    several();
    mornings();

    String page = """
        # What Nightjar says

        Each message as Slack shows it. Written by a test, from messages that were provoked and delivered; see
        `MessagesDocTest` for how to write it anew.
        """ + book.text();
    if (Boolean.getBoolean("nightjar.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/messages.md is out of date: mvn test -Dtest=MessagesDocTest -Dnightjar.docs.write=true")
        .isEqualTo(page);
  }

  private void missing() {
    book.chapter("A job did not start", "Right after its deadline.", owner(), scene -> {
      scene.nights().missTheNight();
    });
    book.chapter(
        "The third night in a row",
        "Each night that is missing is told; the headline counts them.",
        with(owner(), "nightjar.alert.remind-every", "400d"),
        scene -> {
          scene.nights().missTheNight();
          scene.passUntil(NIGHT.plus(DAY).plus(DEADLINE));
          scene.skipTold().passUntil(NIGHT.plus(DAY.multipliedBy(2)).plus(DEADLINE));
        });
    book.chapter("Noticed late", "Nightjar itself was down over the deadline.", owner(), scene -> {
      scene.nights().at(NIGHT.plus(Duration.ofHours(3)));
      scene.nights().settledStep();
    });
  }

  private void life() {
    Map<String, Object> reminding = with(owner(), "nightjar.alert.remind-every", "4h");
    book.chapter(
        "A reminder",
        "Every four hours while it is open; from the second on it calls the owner.",
        with(reminding, "nightjar.alert.mentions.[@sync-team]", "<!subteam^S0123>"),
        scene -> {
          scene.nights().missTheNight();
          scene
              .skipTold()
              .passUntil(NIGHT.plus(DEADLINE).plus(Duration.ofHours(8)).plusSeconds(5));
        });
    book.chapter(
        "Taken further",
        "`nightjar.alert.escalate-after` has passed and nobody looks after it.",
        with(
            owner(),
            "nightjar.alert.escalate-after",
            "1h",
            "nightjar.alert.escalate-channel",
            "#on-call-leads"),
        scene -> {
          scene.nights().missTheNight();
          scene
              .skipTold()
              .passUntil(NIGHT.plus(DEADLINE).plus(Duration.ofHours(1)).plusSeconds(5));
        });
    book.chapter(
        "Somebody looks after it",
        "By the button, by `/nightjar ack` or by REST.",
        owner(),
        scene -> {
          scene.nights().missTheNight();
          scene.skipTold();
          scene
              .nights()
              .world()
              .get(IncidentDesk.class)
              .acknowledge(
                  scene.nights().incident().id(), "alice", null, scene.nights().now());
        });
    book.chapter(
        "Muted, and the mute has ended",
        "Nothing is said in between; what is still open is told then.",
        owner(),
        scene -> {
          scene.nights().missTheNight();
          scene.skipTold();
          Instant now = scene.nights().now();
          scene
              .nights()
              .world()
              .get(MuteDesk.class)
              .mute(
                  Set.of(JOB),
                  now,
                  now.plus(Duration.ofHours(2)),
                  "the database moves",
                  "alice",
                  null,
                  now);
          scene.nights().step();
          scene.deliver();
          scene.passUntil(now.plus(Duration.ofHours(2)).plusSeconds(5));
        });
  }

  private void endings() {
    book.chapter("It ran after all", "In the thread.", owner(), scene -> {
      scene.nights().missTheNight();
      lateRun(scene.skipTold());
    });
    book.chapter(
        "The first message by then",
        "It is changed, so that nobody acts on what is over.",
        owner(),
        scene -> {
          scene.nights().missTheNight();
          scene.deliver();
          lateRun(scene);
          scene.deliver().showFirst();
        });
    book.chapter(
        "Run by hand",
        "The data is there; the schedule has proven nothing yet.",
        owner(),
        scene -> {
          scene.nights().missTheNight();
          scene.passUntil(NIGHT.plus(Duration.ofHours(7)));
          scene.skipTold();
          scene.nights().succeedByHand(JOB);
        });
    book.chapter("Marked as resolved", "By a person.", owner(), scene -> {
      scene.nights().missTheNight();
      scene.skipTold();
      scene
          .nights()
          .world()
          .get(IncidentDesk.class)
          .resolve(scene.nights().incident().id(), "alice", scene.nights().now());
    });
  }

  private void troubles() {
    book.chapter(
        "A job failed",
        "At once, with its last words.",
        owner(),
        scene -> finish(
            scene,
            Finish.failed("exit status 3", "connecting to the database\nno space left on device")));
    book.chapter("A job could not start", "At once.", owner(), scene -> {
      Run run = scene.nights().fire(JOB, NIGHT);
      scene
          .nights()
          .runs()
          .finish(
              run.id(),
              Finish.failed(
                  "java.lang.NoClassDefFoundError: net/javacrumbs/shedlock/core/LockProvider",
                  null),
              NIGHT.plusSeconds(1),
              "scheduler");
      scene.nights().at(NIGHT.plusSeconds(1));
      scene.nights().step();
    });
    book.chapter("A job hangs", "When its time is over.", owner(), scene -> {
      Run run = scene.nights().fire(JOB, NIGHT);
      scene.nights().runs().started(run.id(), NIGHT.plusSeconds(2), "scheduler");
      scene.nights().passUntil(NIGHT.plus(Duration.ofHours(2)).plusSeconds(1));
    });
    book.chapter(
        "A job ended too quickly",
        "A success in less than `at-least` has done nothing.",
        with(owner(), "nightjar.jobs." + JOB + ".at-least", "10s"),
        scene -> finish(scene, Finish.succeeded(null)));
    book.chapter(
        "A job has left the configuration",
        "Once, and when it returns.",
        with(owner(), another()),
        scene -> {
          scene.restart(NIGHT.minusSeconds(300), all -> {
            all.keySet().removeIf(key -> key.startsWith("nightjar.jobs."));
            all.putAll(another());
            return all;
          });
          scene.deliver();
          scene.restart(NIGHT.minusSeconds(60), all -> all);
        });
  }

  private void several() {
    Map<String, Object> night = new LinkedHashMap<>(owner());
    night.putAll(job("personRecordStatusJob", "0 5 0 * * *"));
    night.putAll(job(
        "personElasticSearchSyncJob",
        "0 5 0 * * *",
        "requires[0]",
        JOB,
        "requires[1]",
        "personRecordStatusJob"));
    night.putAll(job("ndw-etl", "0 5 0 * * *", "requires[0]", "personElasticSearchSyncJob"));
    book.chapter(
        "Several at once",
        "One message for all that is found in one moment: causes first, and under each what needs it.",
        night,
        scene -> scene.nights().missTheNight());
    book.chapter(
        "Several at once, some of them over", "The same message, changed.", night, scene -> {
          scene.nights().missTheNight();
          scene.deliver();
          lateRun(scene);
          scene.deliver().showFirst();
        });
    Map<String, Object> storm = new LinkedHashMap<>();
    for (int i = 1; i <= 200; i++) {
      storm.putAll(job("job-" + i, "0 5 0 * * *"));
    }
    book.chapter(
        "A storm",
        "Whatever its size, it stays one message under 3,000 characters.",
        storm,
        scene -> scene.nights().missTheNight());
    book.chapter(
        "Slack was away", "What happened meanwhile, by its newest state.", owner(), scene -> {
          scene.slack().answerAlways(io.nightjar.alert.slack.Answer.status(503));
          scene.nights().missTheNight();
          scene.deliver();
          lateRun(scene);
          scene.slack().recover();
          scene.nights().at(scene.nights().now().plusSeconds(60));
        });
    book.chapter(
        "Another channel takes no messages",
        "Told to every channel but that one, which is here Slack's second place.",
        with(owner(), "nightjar.slack.fallback.channel", "#on-call-leads"),
        scene -> {
          scene.slack().refuse("#monitoring-prod", "is_archived");
          scene.nights().missTheNight();
          scene.deliver();
          scene.nights().at(scene.nights().now().plusSeconds(20));
          scene.nights().step();
        });
  }

  private void mornings() {
    Map<String, Object> digest = with(owner(), "nightjar.digest.enabled", "true");
    Instant morning = Instant.parse("2026-01-22T07:30:05Z");
    book.chapter("The morning after a good night", "One line.", digest, scene -> {
      finish(scene, Finish.succeeded(null));
      scene.passUntil(morning);
    });
    book.chapter(
        "The morning after a bad one",
        "`nightjar.digest.schedule`; that it is absent is noticed like the absence of any job.",
        with(digest, "nightjar.alert.remind-every", "400d"),
        scene -> {
          scene.nights().missTheNight();
          scene.skipTold().passUntil(morning);
        });
    book.chapter(
        "Nightjar cannot see",
        "Said without the database, once, and once more when it is back.",
        owner(),
        scene -> {
          BlindWatch blind = scene.nights().world().get(BlindWatch.class);
          Instant now = scene.nights().now();
          scene.nights().world().get(WatchdogStatus.class).passed(now);
          for (int second = 0; second < 35; second++) {
            blind.step(now.plusSeconds(second));
          }
          scene.nights().world().get(WatchdogStatus.class).passed(now.plusSeconds(35));
          for (int second = 35; second < 40; second++) {
            blind.step(now.plusSeconds(second));
          }
        });
  }

  private static void lateRun(Scene scene) {
    Nights nights = scene.nights();
    nights.passUntil(NIGHT.plusSeconds(1_440));
    Run run =
        nights.runs().fire(JOB, NIGHT, RunTrigger.CATCH_UP, ME, nights.now()).orElseThrow();
    nights.runs().started(run.id(), nights.now(), "scheduler");
    nights
        .runs()
        .finish(run.id(), Finish.succeeded(null), nights.now().plusSeconds(240), "scheduler");
    nights.at(nights.now().plusSeconds(240));
    nights.step();
  }

  private static void finish(Scene scene, Finish finish) {
    Nights nights = scene.nights();
    Run run = nights.fire(JOB, NIGHT);
    nights.runs().started(run.id(), NIGHT.plusSeconds(1), "scheduler");
    nights.runs().finish(run.id(), finish, NIGHT.plusSeconds(2), "scheduler");
    nights.at(NIGHT.plusSeconds(2));
    nights.step();
  }

  private static Map<String, Object> another() {
    return job("postFundingStatusSyncJob", "0 45 1 * * *");
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }

  private static Map<String, Object> owner() {
    return job(JOB, "0 5 0 * * *", "runbook", "https://wiki.example/person-owner");
  }

  private static Map<String, Object> with(Map<String, Object> properties, String... more) {
    Map<String, Object> all = new LinkedHashMap<>(properties);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }
}
