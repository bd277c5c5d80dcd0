package io.nightjar.watchdog;

import static io.nightjar.watchdog.MessageBook.job;

import io.nightjar.ledger.run.RunResult;
import io.nightjar.selfmonitoring.WatchdogMonitor;
import io.nightjar.selfmonitoring.WatchdogMonitorTest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said of a night as a whole, and of Nightjar itself. */
final class NightChapters {

  private final MessageBook book;

  NightChapters(MessageBook book) {
    this.book = book;
  }

  void write() {
    several();
    mornings();
    new OwnChapters(book).write();
  }

  private void several() {
    Map<String, Object> night = new LinkedHashMap<>(Plots.owner());
    night.putAll(job("personRecordStatusJob", "0 5 0 * * *"));
    night.putAll(job(
        "personElasticSearchSyncJob",
        "0 5 0 * * *",
        "requires[0]",
        Plots.JOB,
        "requires[1]",
        "personRecordStatusJob"));
    night.putAll(job("ndw-etl", "0 5 0 * * *", "requires[0]", "personElasticSearchSyncJob"));
    book.chapter(
        "Several at once",
        "One message for all that is found in one moment: causes first, and under each what needs it.",
        night,
        scene -> scene.nights().missTheNight());
    book.chapter(
        "Several at once, some of them over",
        "The same message, which Nightjar has changed.",
        night,
        scene -> {
          scene.nights().missTheNight();
          scene.deliver();
          Plots.lateRun(scene);
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
        "Slack was away",
        "One message about what happened meanwhile, with the newest state.",
        Plots.owner(),
        scene -> {
          scene.slack().answerAlways(io.nightjar.notification.slack.Answer.status(503));
          scene.nights().missTheNight();
          scene.deliver();
          Plots.lateRun(scene);
          scene.slack().recover();
          scene.nights().at(scene.nights().now().plusSeconds(60));
        });
    book.chapter(
        "Another channel takes no messages",
        "Every other channel is told, here a second place in Slack; later it is told the end as well.",
        Plots.with(Plots.owner(), "nightjar.slack.fallback.channel", "#on-call-leads"),
        scene -> {
          scene.slack().refuse("#monitoring-prod", "is_archived");
          scene.nights().missTheNight();
          scene.deliver();
          scene.nights().at(scene.nights().now().plusSeconds(20));
          scene.nights().step();
          scene.deliver();
          scene.slack().recover();
          scene.nights().at(scene.nights().now().plusSeconds(600));
          scene.deliver();
          scene.nights().step();
        });
  }

  private void mornings() {
    Map<String, Object> digest = Plots.with(Plots.owner(), "nightjar.digest.enabled", "true");
    Instant morning = Instant.parse("2026-01-22T07:30:05Z");
    book.chapter("The morning after a good night", "One line.", digest, scene -> {
      scene.passUntil(Nights.NIGHT);
      Plots.finish(scene, RunResult.succeeded(null));
      scene.passUntil(morning);
    });
    book.chapter(
        "The morning after a bad one",
        "At `nightjar.digest.schedule`. When it does not arrive, that is noticed like any job that does not run.",
        Plots.with(digest, "nightjar.alert.remind-every", "400d"),
        scene -> {
          scene.nights().missTheNight();
          scene.skipTold().passUntil(morning);
        });
    book.chapter(
        "Nightjar cannot see",
        "Sent without the database: once when it cannot see, and once when it can again.",
        Plots.owner(),
        scene -> {
          WatchdogMonitor blind = scene.nights().world().get(WatchdogMonitor.class);
          Instant now = scene.nights().now();
          WatchdogMonitorTest.passed(scene.nights().world().get(WatchdogStatus.class), now);
          for (int second = 0; second < 35; second++) {
            blind.step(now.plusSeconds(second));
          }
          WatchdogMonitorTest.passed(
              scene.nights().world().get(WatchdogStatus.class), now.plusSeconds(35));
          for (int second = 35; second < 40; second++) {
            blind.step(now.plusSeconds(second));
          }
        });
  }
}
