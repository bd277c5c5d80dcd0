package io.nightjar.watchdog;

import static io.nightjar.watchdog.Nights.DAY;
import static io.nightjar.watchdog.Nights.NIGHT;

import io.nightjar.incident.IncidentService;
import io.nightjar.incident.MuteService;
import io.nightjar.ledger.job.StartCheck;
import io.nightjar.ledger.job.StartCheckRepository;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.watchdog.MessageBook.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said of one job, from its first absence to its end. */
final class OneJobChapters {

  private final MessageBook book;

  OneJobChapters(MessageBook book) {
    this.book = book;
  }

  void write() {
    missing();
    life();
    endings();
    troubles();
  }

  private void missing() {
    book.chapter("A job did not start", "Right after its deadline.", Plots.owner(), scene -> {
      scene.nights().missTheNight();
      scene.showElsewhere();
    });
    book.chapter(
        "The third night in a row",
        "Each night that is missing is told; the headline counts them.",
        Plots.with(Plots.owner(), "nightjar.alert.remind-every", "400d"),
        scene -> {
          scene.nights().missTheNight();
          scene.passUntil(NIGHT.plus(DAY).plus(Plots.DEADLINE));
          scene.skipTold().passUntil(NIGHT.plus(DAY.multipliedBy(2)).plus(Plots.DEADLINE));
        });
    book.chapter(
        "Noticed late", "Nightjar itself stood still over the deadline.", Plots.owner(), scene -> {
          scene.nights().at(NIGHT.plus(Duration.ofHours(3)));
          scene.nights().settledStep();
        });
  }

  private void life() {
    Map<String, Object> reminding = Plots.with(Plots.owner(), "nightjar.alert.remind-every", "4h");
    book.chapter(
        "A reminder",
        "Every four hours while it is open; from the second on it calls the owner.",
        Plots.with(reminding, "nightjar.alert.mentions.[@sync-team]", "<!subteam^S0123>"),
        scene -> {
          scene.nights().missTheNight();
          scene
              .skipTold()
              .passUntil(NIGHT.plus(Plots.DEADLINE).plus(Duration.ofHours(8)).plusSeconds(5));
        });
    book.chapter(
        "Escalated",
        "`nightjar.alert.escalate-after` has passed and nobody has acknowledged it.",
        Plots.with(
            Plots.owner(),
            "nightjar.alert.escalate-after",
            "1h",
            "nightjar.alert.escalate-channel",
            "#on-call-leads"),
        scene -> {
          scene.nights().missTheNight();
          scene
              .skipTold()
              .passUntil(NIGHT.plus(Plots.DEADLINE).plus(Duration.ofHours(1)).plusSeconds(5));
        });
    book.chapter(
        "Acknowledged",
        "By the button, by `/nightjar ack` or by the API.",
        Plots.owner(),
        scene -> {
          scene.nights().missTheNight();
          scene.skipTold();
          scene
              .nights()
              .world()
              .get(IncidentService.class)
              .acknowledge(
                  scene.nights().incident().id(), "alice", null, scene.nights().now());
        });
    book.chapter(
        "Muted, and the mute has ended",
        "Nothing is said in between; what is still open is told then.",
        Plots.owner(),
        scene -> {
          scene.nights().missTheNight();
          scene.skipTold();
          Instant now = scene.nights().now();
          scene
              .nights()
              .world()
              .get(MuteService.class)
              .mute(
                  Set.of(Plots.JOB),
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
    book.chapter("It ran after all", "In the thread.", Plots.owner(), scene -> {
      scene.nights().missTheNight();
      Plots.lateRun(scene.skipTold());
    });
    book.chapter(
        "The first message after the end",
        "Nightjar changes it, so that nobody acts on a problem that is over.",
        Plots.owner(),
        scene -> {
          scene.nights().missTheNight();
          scene.deliver();
          Plots.lateRun(scene);
          scene.deliver().showFirst();
        });
    book.chapter(
        "Run by hand",
        "The data is there. Whether the schedule works is not proven yet.",
        Plots.owner(),
        scene -> {
          scene.nights().missTheNight();
          scene.passUntil(NIGHT.plus(Duration.ofHours(7)));
          scene.skipTold();
          scene.nights().succeedByHand(Plots.JOB);
        });
    book.chapter(
        "A later run has made up for it",
        "One success answers the latest night; the earlier ones are over as well.",
        Plots.with(Plots.owner(), "nightjar.alert.remind-every", "400d"),
        scene -> {
          scene.nights().missTheNight();
          scene.passUntil(NIGHT.plus(DAY).plus(Plots.DEADLINE));
          scene.skipTold().nights().succeedByHand(Plots.JOB);
        });
    book.chapter("Marked as resolved", "By a person.", Plots.owner(), scene -> {
      scene.nights().missTheNight();
      scene.skipTold();
      scene
          .nights()
          .world()
          .get(IncidentService.class)
          .resolve(scene.nights().incident().id(), "alice", scene.nights().now());
    });
  }

  private void troubles() {
    book.chapter(
        "A job failed",
        "At once, with the last lines of its output.",
        Plots.owner(),
        scene -> Plots.finish(
            scene,
            RunResult.failed(
                "exit status 3", "connecting to the database\nno space left on device")));
    book.chapter("It failed again", "In the thread of the first failure.", Plots.owner(), scene -> {
      Plots.finish(scene, RunResult.failed("exit status 3", null));
      scene.skipTold().nights().failByHand(Plots.JOB, "exit status 4");
    });
    book.chapter(
        "A job was skipped",
        "An earlier run of it was still going, so its work of this night is not done.",
        Plots.owner(),
        scene -> Plots.finish(
            scene,
            new RunResult(
                Outcome.SKIPPED, "the service answers that it is running already", null, null)));
    book.chapter("A job could not start", "At once.", Plots.owner(), scene -> {
      Run run = scene.nights().fire(Plots.JOB, NIGHT);
      scene
          .nights()
          .runs()
          .finish(
              run.id(),
              RunResult.failed(
                  "java.lang.NoClassDefFoundError: net/javacrumbs/shedlock/core/LockProvider",
                  null),
              NIGHT.plusSeconds(1),
              "scheduler");
      scene.nights().at(NIGHT.plusSeconds(1));
      scene.nights().step();
    });
    book.chapter(
        "A job cannot start, found at the deploy",
        "A new version was started in the afternoon; the next one can start the job again.",
        Plots.owner(),
        scene -> {
          scene.nights().at(NIGHT.minus(Duration.ofHours(8)));
          rehearsed(
              scene,
              "bean rebuild needs net.javacrumbs.shedlock.core.LockProvider, which cannot be loaded",
              "4.31.0");
          scene.deliver();
          scene.nights().at(scene.nights().now().plusSeconds(900));
          rehearsed(scene, null, "4.31.1");
        });
    book.chapter("A job hangs", "At its finish deadline.", Plots.owner(), scene -> {
      Run run = scene.nights().fire(Plots.JOB, NIGHT);
      scene.nights().runs().started(run.id(), NIGHT.plusSeconds(2), "scheduler");
      scene.nights().passUntil(NIGHT.plus(Duration.ofHours(2)).plusSeconds(1));
    });
    book.chapter(
        "A job ended too quickly",
        "A success in less than `at-least` cannot have done the work.",
        Plots.with(Plots.owner(), "nightjar.jobs." + Plots.JOB + ".at-least", "10s"),
        scene -> Plots.finish(scene, RunResult.succeeded(null)));
    book.chapter(
        "A job has left the configuration",
        "Told once, and again when it returns.",
        Plots.with(Plots.owner(), Plots.another()),
        scene -> {
          scene.restart(NIGHT.minusSeconds(300), all -> {
            all.keySet().removeIf(key -> key.startsWith("nightjar.jobs."));
            all.putAll(Plots.another());
            return all;
          });
          scene.deliver();
          scene.restart(NIGHT.minusSeconds(60), all -> all);
        });
  }

  private static void rehearsed(Scene scene, @Nullable String cause, String version) {
    Nights nights = scene.nights();
    nights
        .world()
        .get(StartCheckRepository.class)
        .write(List.of(new StartCheck(Plots.JOB, cause, version, Nights.ME, nights.now())));
    nights.step();
  }
}
